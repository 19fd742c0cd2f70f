SELECT name, value, thing, activities FROM facet
