SELECT folded, thing FROM label WHERE thing < :end AND role <> 'code'
