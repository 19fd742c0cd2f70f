SELECT id
FROM activity
ORDER BY CASE :wanted
  WHEN 'oldest' THEN by_oldest
  WHEN 'title' THEN by_title
  WHEN 'submitter' THEN by_submitter
  ELSE id
END
