using static Twin.Cli.Permissions.ResourceActions;

namespace Twin.Cli.Permissions;

/// <summary>The actions of each type of resource in the stacks. Which resource IAM decides on is the Service
/// Authorization Reference's word (https://docs.aws.amazon.com/service-authorization/latest/reference).</summary>
internal static class ActionTable
{
    private const string TagUpdate = " TagResource UntagResource";

    public static readonly ImmutableArray<ResourceActions> All =
    [
        Of(ResourceTypes.Workgroup, "athena", "athena/workgroup.go", Itself,
            "CreateWorkGroup TagResource", "GetWorkGroup ListTagsForResource", "UpdateWorkGroup" + TagUpdate,
            "DeleteWorkGroup"),
        Of(ResourceTypes.NamedQuery, "athena", "athena/named_query.go", Named(ResourceTypes.Workgroup, "workgroup"),
            "CreateNamedQuery", "GetNamedQuery", "UpdateNamedQuery", "DeleteNamedQuery"),
        Of(ResourceTypes.Budget, "budgets", "budgets/budget.go", Itself,
            "ModifyBudget TagResource", "ViewBudget ListTagsForResource", "ModifyBudget" + TagUpdate, "ModifyBudget"),
        Of(ResourceTypes.LogGroup, "logs", "logs/group.go", (arns, group) => [ArnPatterns.Of(group), ArnPatterns.Of(group) + ":*"],
            "CreateLogGroup PutRetentionPolicy TagResource", "DescribeLogGroups ListTagsForResource",
            "PutRetentionPolicy DeleteRetentionPolicy" + TagUpdate, "DeleteLogGroup"),
        Of(ResourceTypes.MetricAlarm, "cloudwatch", "cloudwatch/metric_alarm.go", Itself,
            "PutMetricAlarm TagResource", "DescribeAlarms ListTagsForResource", "PutMetricAlarm" + TagUpdate,
            "DeleteAlarms"),
        Of(ResourceTypes.Dashboard, "cloudwatch", "cloudwatch/dashboard.go", Itself,
            "PutDashboard", "GetDashboard", "PutDashboard", "DeleteDashboards"),
        Of(ResourceTypes.EventRule, "events", "events/rule.go", Itself,
            "PutRule TagResource", "DescribeRule ListTagsForResource", "PutRule" + TagUpdate, "DeleteRule"),
        Of(ResourceTypes.EventTarget, "events", "events/target.go", Named(ResourceTypes.EventRule, "rule"),
            "PutTargets", "ListTargetsByRule", "PutTargets", "RemoveTargets") with
        {
            PassesRole = ("roleArn", "events.amazonaws.com"),
        },
        Of(ResourceTypes.CatalogDatabase, "glue", "glue/catalog_database.go", (arns, database) =>
            [
                arns.In("glue", "catalog"), ArnPatterns.Of(database),
                .. ((string[])["table", "userDefinedFunction"]).Select(kind =>
                    arns.In("glue", $"{kind}/{database.PhysicalName}/*")),
            ],
            "CreateDatabase TagResource", "GetDatabase GetTags", "UpdateDatabase" + TagUpdate, "DeleteDatabase"),
        Of(ResourceTypes.CatalogTable, "glue", "glue/catalog_table.go", (arns, table) =>
            [
                arns.In("glue", "catalog"), arns.In("glue", $"database/{table.Text("databaseName")}"), ArnPatterns.Of(table),
            ],
            "CreateTable", "GetTable GetPartitionIndexes", "UpdateTable", "DeleteTable"),
        Of(ResourceTypes.Crawler, "glue", "glue/crawler.go", Itself,
            "CreateCrawler TagResource", "GetCrawler GetTags", "UpdateCrawler" + TagUpdate,
            "StopCrawler DeleteCrawler") with
        {
            PassesRole = ("role", "glue.amazonaws.com"),
        },
        Of(ResourceTypes.Job, "glue", "glue/job.go", Itself,
            "CreateJob TagResource", "GetJob GetTags", "UpdateJob" + TagUpdate, "DeleteJob") with
        {
            PassesRole = ("roleArn", "glue.amazonaws.com"),
        },
        Of(ResourceTypes.Role, "iam", "iam/role.go", Itself,
            "CreateRole TagRole PutRolePermissionsBoundary", "GetRole ListRolePolicies ListAttachedRolePolicies",
            "UpdateRole UpdateAssumeRolePolicy TagRole UntagRole", "ListInstanceProfilesForRole DeleteRole"),
        Of(ResourceTypes.RolePolicy, "iam", "iam/role_policy.go", Named(ResourceTypes.Role, "role"),
            "PutRolePolicy", "GetRolePolicy", "PutRolePolicy", "DeleteRolePolicy"),
        Of(ResourceTypes.Key, "kms", "kms/key.go", EachKey,
            "CreateKey TagResource EnableKeyRotation PutKeyPolicy",
            "DescribeKey GetKeyPolicy GetKeyRotationStatus ListResourceTags",
            "PutKeyPolicy UpdateKeyDescription EnableKey DisableKey EnableKeyRotation DisableKeyRotation" + TagUpdate,
            "ScheduleKeyDeletion"),
        Of(ResourceTypes.Alias, "kms", "kms/alias.go", Itself,
            "CreateAlias", "ListAliases", "UpdateAlias", "DeleteAlias"),
        Of(ResourceTypes.Function, "lambda", "lambda/function.go", Itself,
            "CreateFunction PutFunctionConcurrency TagResource",
            "GetFunction GetFunctionConfiguration GetFunctionCodeSigningConfig ListVersionsByFunction ListTags",
            "UpdateFunctionCode UpdateFunctionConfiguration PutFunctionConcurrency DeleteFunctionConcurrency" + TagUpdate,
            "DeleteFunction") with
        {
            PassesRole = ("role", "lambda.amazonaws.com"),
        },
        Of(ResourceTypes.FunctionEventInvokeConfig, "lambda", "lambda/function_event_invoke_config.go",
            Named(ResourceTypes.Function, "functionName"),
            "PutFunctionEventInvokeConfig", "GetFunctionEventInvokeConfig", "PutFunctionEventInvokeConfig",
            "DeleteFunctionEventInvokeConfig"),
        Of(ResourceTypes.Permission, "lambda", "lambda/permission.go", Named(ResourceTypes.Function, "function"),
            "AddPermission", "GetPolicy", "", "RemovePermission"),
        Of(ResourceTypes.Bucket, "s3", "s3/bucket.go", Itself,
            "CreateBucket PutBucketTagging TagResource",
            "ListBucket GetBucketLocation GetBucketPolicy GetBucketAcl GetBucketCORS GetBucketWebsite "
                + "GetBucketVersioning GetAccelerateConfiguration GetBucketRequestPayment GetBucketLogging "
                + "GetLifecycleConfiguration GetReplicationConfiguration GetEncryptionConfiguration "
                + "GetBucketObjectLockConfiguration GetBucketTagging ListTagsForResource",
            "PutBucketTagging" + TagUpdate, "DeleteBucket"),
        Of(ResourceTypes.BucketPublicAccessBlock, "s3", "s3/bucket_public_access_block.go", OfBucket,
            "PutBucketPublicAccessBlock", "GetBucketPublicAccessBlock", "PutBucketPublicAccessBlock",
            "PutBucketPublicAccessBlock"),
        Of(ResourceTypes.BucketEncryption, "s3", "s3/bucket_server_side_encryption_configuration.go", OfBucket,
            "PutEncryptionConfiguration", "GetEncryptionConfiguration", "PutEncryptionConfiguration",
            "PutEncryptionConfiguration"),
        Of(ResourceTypes.BucketNotification, "s3", "s3/bucket_notification.go", OfBucket,
            "PutBucketNotification", "GetBucketNotification", "PutBucketNotification", "PutBucketNotification"),
        Of(ResourceTypes.BucketVersioning, "s3", "s3/bucket_versioning.go", OfBucket,
            "PutBucketVersioning", "GetBucketVersioning", "PutBucketVersioning", "PutBucketVersioning"),
        Of(ResourceTypes.BucketObjectLock, "s3", "s3/bucket_object_lock_configuration.go", OfBucket,
            "PutBucketObjectLockConfiguration", "GetBucketObjectLockConfiguration", "PutBucketObjectLockConfiguration",
            "PutBucketObjectLockConfiguration"),
        Of(ResourceTypes.BucketLifecycle, "s3", "s3/bucket_lifecycle_configuration.go", OfBucket,
            "PutLifecycleConfiguration", "GetLifecycleConfiguration", "PutLifecycleConfiguration",
            "PutLifecycleConfiguration"),
        Of(ResourceTypes.BucketPolicy, "s3", "s3/bucket_policy.go", OfBucket,
            "PutBucketPolicy", "GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"),
        // A stack's object is never deleted: it stays in its bucket. Code has another name with another content.
        Of(ResourceTypes.BucketObject, "s3", "s3/object.go",
            (arns, item) => [$"{arns.Of(ResourceTypes.Bucket, item, "bucket")}/{item.Text("key").Split('/')[0]}/*"],
            "PutObject PutObjectTagging", "GetObject GetObjectTagging", "PutObject PutObjectTagging", ""),
        Of(ResourceTypes.Topic, "sns", "sns/topic.go", Itself,
            "CreateTopic TagResource", "GetTopicAttributes ListTagsForResource", "SetTopicAttributes" + TagUpdate,
            "DeleteTopic"),
        Of(ResourceTypes.TopicPolicy, "sns", "sns/topic_policy.go", Named(ResourceTypes.Topic, "arn"),
            "SetTopicAttributes", "GetTopicAttributes", "SetTopicAttributes", "SetTopicAttributes"),
        Of(ResourceTypes.TopicSubscription, "sns", "sns/topic_subscription.go", Named(ResourceTypes.Topic, "topic"),
            "Subscribe", "GetSubscriptionAttributes", "SetSubscriptionAttributes", "Unsubscribe"),
        Of(ResourceTypes.Queue, "sqs", "sqs/queue.go", Itself,
            "CreateQueue TagQueue", "GetQueueAttributes ListQueueTags", "SetQueueAttributes TagQueue UntagQueue",
            "DeleteQueue"),
        Of(ResourceTypes.QueuePolicy, "sqs", "sqs/queue_policy.go", Named(ResourceTypes.Queue, "queueUrl"),
            "SetQueueAttributes", "GetQueueAttributes", "SetQueueAttributes", "SetQueueAttributes"),
        Of(ResourceTypes.Parameter, "ssm", "ssm/parameter.go", Itself,
            "PutParameter AddTagsToResource", "GetParameter GetParameters DescribeParameters ListTagsForResource",
            "PutParameter AddTagsToResource RemoveTagsFromResource", "DeleteParameter"),
        Of(ResourceTypes.StateMachine, "states", "sfn/state_machine.go", Itself,
            "ValidateStateMachineDefinition CreateStateMachine TagResource",
            "DescribeStateMachine ListStateMachineVersions ListTagsForResource",
            "ValidateStateMachineDefinition UpdateStateMachine" + TagUpdate, "DeleteStateMachine") with
        {
            PassesRole = ("roleArn", "states.amazonaws.com"),
        },
    ];

    /// <summary>The actions that IAM does not bind to the resource, with what it decides on instead.</summary>
    public static readonly IReadOnlyDictionary<string, Func<ArnPatterns, string>> Unbound =
        new Dictionary<string, Func<ArnPatterns, string>>
        {
            ["cloudwatch:DescribeAlarms"] = arns => arns.In("cloudwatch", "alarm:*"),
            ["glue:CreateCrawler"] = _ => "*",
            ["kms:ListAliases"] = _ => "*",
            ["logs:DescribeLogGroups"] = _ => "*",
            ["ssm:DescribeParameters"] = _ => "*",
            ["states:ValidateStateMachineDefinition"] = arns => arns.In("states", "stateMachine:*"),
        };

    /// <summary>The pattern of all keys of the account: AWS chooses a key's id when it makes the key.</summary>
    public static string Keys(ArnPatterns arns) => arns.In("kms", "key/*");

    public static ResourceActions RowOf(string type) =>
        All.FirstOrDefault(row => row.Type == type) ?? throw new RunFailedException(
            $"The table of actions has no row for {type}. Add one to {nameof(ActionTable)}.cs, from the provider's source.");

    private static IEnumerable<string> Itself(ArnPatterns arns, DeclaredResource resource) =>
        [ArnPatterns.Of(resource)];

    private static IEnumerable<string> EachKey(ArnPatterns arns, DeclaredResource resource) => [Keys(arns)];

    private static IEnumerable<string> OfBucket(ArnPatterns arns, DeclaredResource resource) =>
        [arns.Of(ResourceTypes.Bucket, resource, "bucket")];

    private static Func<ArnPatterns, DeclaredResource, IEnumerable<string>> Named(string type, string property) =>
        (arns, resource) => [arns.Of(type, resource, property)];
}
