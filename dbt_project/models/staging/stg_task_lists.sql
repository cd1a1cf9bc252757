{{ staged('task_lists') }}
