{{ staged('task_parties') }}
