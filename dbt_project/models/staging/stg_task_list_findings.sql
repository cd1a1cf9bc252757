{{ staged('task_list_findings') }}
