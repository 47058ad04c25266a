create table scheduled_tasks (
    task_name            varchar(100) not null,
    task_instance        varchar(100) not null,
    task_data            bytea,
    execution_time       timestamp(6) with time zone not null,
    picked               boolean      not null,
    picked_by            varchar(50),
    last_success         timestamp(6) with time zone,
    last_failure         timestamp(6) with time zone,
    consecutive_failures integer,
    last_heartbeat       timestamp(6) with time zone,
    version              bigint       not null,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (picked, execution_time);

create table job_failure (
    job        varchar(100) not null primary key,
    failed_at  timestamp(6) with time zone not null,
    reason     varchar(20)  not null,
    reference  varchar(20)  not null,
    node       varchar(60)  not null
);
