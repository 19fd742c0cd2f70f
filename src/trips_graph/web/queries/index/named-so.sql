SELECT DISTINCT thing FROM label WHERE folded = :folded
