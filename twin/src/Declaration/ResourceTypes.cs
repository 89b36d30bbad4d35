namespace Twin.Declaration;

/// <summary>The type tokens of the resources that the twin runs, by which the resources of a stack are found.
/// EventBridge's begin with CloudWatch's: EventBridge was once part of it.</summary>
public static class ResourceTypes
{
    public const string Workgroup = "aws:athena/workgroup:Workgroup";
    public const string NamedQuery = "aws:athena/namedQuery:NamedQuery";
    public const string Budget = "aws:budgets/budget:Budget";
    public const string LogGroup = "aws:cloudwatch/logGroup:LogGroup";
    public const string MetricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
    public const string Dashboard = "aws:cloudwatch/dashboard:Dashboard";
    public const string EventRule = "aws:cloudwatch/eventRule:EventRule";
    public const string EventTarget = "aws:cloudwatch/eventTarget:EventTarget";
    public const string CatalogDatabase = "aws:glue/catalogDatabase:CatalogDatabase";
    public const string CatalogTable = "aws:glue/catalogTable:CatalogTable";
    public const string Crawler = "aws:glue/crawler:Crawler";
    public const string Job = "aws:glue/job:Job";
    public const string Role = "aws:iam/role:Role";
    public const string RolePolicy = "aws:iam/rolePolicy:RolePolicy";
    public const string Key = "aws:kms/key:Key";
    public const string Alias = "aws:kms/alias:Alias";
    public const string Function = "aws:lambda/function:Function";
    public const string FunctionEventInvokeConfig = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
    public const string Permission = "aws:lambda/permission:Permission";
    public const string Bucket = "aws:s3/bucket:Bucket";
    public const string BucketPublicAccessBlock = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
    public const string BucketEncryption =
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    public const string BucketNotification = "aws:s3/bucketNotification:BucketNotification";
    public const string BucketVersioning = "aws:s3/bucketVersioning:BucketVersioning";
    public const string BucketObjectLock = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
    public const string BucketLifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    public const string BucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";
    public const string BucketObject = "aws:s3/bucketObjectv2:BucketObjectv2";
    public const string Topic = "aws:sns/topic:Topic";
    public const string TopicPolicy = "aws:sns/topicPolicy:TopicPolicy";
    public const string TopicSubscription = "aws:sns/topicSubscription:TopicSubscription";
    public const string Queue = "aws:sqs/queue:Queue";
    public const string QueuePolicy = "aws:sqs/queuePolicy:QueuePolicy";
    public const string Parameter = "aws:ssm/parameter:Parameter";
    public const string StateMachine = "aws:sfn/stateMachine:StateMachine";
    public const string SnowflakeProvider = "pulumi:providers:snowflake";
    public const string SnowflakeDatabase = "snowflake:index/database:Database";
    public const string SnowflakeSchema = "snowflake:index/schema:Schema";
    public const string SnowflakeWarehouse = "snowflake:index/warehouse:Warehouse";
    public const string SnowflakeResourceMonitor = "snowflake:index/resourceMonitor:ResourceMonitor";
    public const string SnowflakeAccountRole = "snowflake:index/accountRole:AccountRole";
    public const string SnowflakeGrantAccountRole = "snowflake:index/grantAccountRole:GrantAccountRole";
    public const string SnowflakeGrantPrivileges =
        "snowflake:index/grantPrivilegesToAccountRole:GrantPrivilegesToAccountRole";
    public const string SnowflakeIntegration = "snowflake:index/storageIntegrationAws:StorageIntegrationAws";
    public const string SnowflakeStage = "snowflake:index/stageExternalS3:StageExternalS3";
    public const string SnowflakeFileFormat = "snowflake:index/fileFormat:FileFormat";
    public const string SnowflakeTable = "snowflake:index/table:Table";
    public const string SnowflakeView = "snowflake:index/view:View";
    public const string SnowflakeTask = "snowflake:index/task:Task";
}
