using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Local.Aws.Declaration;

/// <summary>
/// The properties that the twin carries out, or that have no meaning on one machine. Whatever else a stack declares
/// is named in the run's report, never skipped in silence.
/// </summary>
public static class KnownProperties
{
    // A star stands for every key of a map; lists add nothing to a path.
    // Tags are for people and for bills: no call on one machine depends on them.
    private static readonly FrozenSet<string> OfEveryType = ["tags.*"];

    private static readonly FrozenDictionary<string, FrozenSet<string>> ByType = new Dictionary<string, string[]>
    {
        // forceDestroy: what a run has stored goes with its folder, never with a resource.
        [ResourceTypes.Bucket] = ["bucket", "forceDestroy"],
        [ResourceTypes.BucketPublicAccessBlock] =
            ["bucket", "blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"],
        [ResourceTypes.BucketOwnershipControls] = ["bucket", "rule.objectOwnership"],
        [ResourceTypes.BucketEncryption] =
        [
            "bucket", "rules.applyServerSideEncryptionByDefault.sseAlgorithm",
            "rules.applyServerSideEncryptionByDefault.kmsMasterKeyId", "rules.bucketKeyEnabled",
        ],
        [ResourceTypes.BucketVersioning] = ["bucket", "versioningConfiguration.status"],
        [ResourceTypes.BucketLifecycle] =
        [
            "bucket", "transitionDefaultMinimumObjectSize", "rules.id", "rules.status",
            "rules.filter.prefix", "rules.filter.objectSizeGreaterThan", "rules.filter.objectSizeLessThan",
            "rules.filter.and.prefix", "rules.filter.and.objectSizeGreaterThan", "rules.filter.and.objectSizeLessThan",
            "rules.transitions.days", "rules.transitions.storageClass",
            "rules.expiration.days", "rules.expiration.expiredObjectDeleteMarker",
            "rules.noncurrentVersionTransitions.noncurrentDays", "rules.noncurrentVersionTransitions.storageClass",
            "rules.noncurrentVersionTransitions.newerNoncurrentVersions",
            "rules.noncurrentVersionExpiration.noncurrentDays",
            "rules.noncurrentVersionExpiration.newerNoncurrentVersions",
            "rules.abortIncompleteMultipartUpload.daysAfterInitiation",
        ],
        [ResourceTypes.BucketPolicy] = ["bucket", "policy"],
        // description, rotation and the waiting period change nothing of who may use a key
        [ResourceTypes.Key] =
        [
            "description", "policy", "isEnabled", "enableKeyRotation", "rotationPeriodInDays", "deletionWindowInDays",
            "keyUsage", "customerMasterKeySpec", "bypassPolicyLockoutSafetyCheck",
        ],
        [ResourceTypes.KeyAlias] = ["name", "targetKeyId"],
        [ResourceTypes.BucketNotification] =
        [
            "bucket", "eventbridge", "lambdaFunctions.id", "lambdaFunctions.lambdaFunctionArn",
            "lambdaFunctions.events", "lambdaFunctions.filterPrefix", "lambdaFunctions.filterSuffix",
        ],
        [ResourceTypes.BucketObject] = ["bucket", "key", "content", "contentType", "forceDestroy"],
        [ResourceTypes.Role] = ["name", "assumeRolePolicy"],
        [ResourceTypes.RolePolicy] = ["name", "role", "policy"],
        [ResourceTypes.Function] =
        [
            "name", "description", "runtime", "architectures", "handler", "code", "role", "memorySize", "timeout",
            "environment.variables.*", "loggingConfig.logFormat", "loggingConfig.logGroup",
            "loggingConfig.applicationLogLevel", "loggingConfig.systemLogLevel", "reservedConcurrentExecutions",
            "tracingConfig.mode", "kmsKeyArn",
        ],
        [ResourceTypes.FunctionEventInvokeConfig] =
        [
            "functionName", "maximumRetryAttempts", "maximumEventAgeInSeconds",
            "destinationConfig.onFailure.destination",
        ],
        [ResourceTypes.Permission] = ["action", "function", "principal", "sourceArn", "sourceAccount"],
        [ResourceTypes.EventRule] = ["name", "description", "scheduleExpression", "eventPattern"],
        [ResourceTypes.EventTarget] = ["rule", "arn", "roleArn"],
        [ResourceTypes.LogGroup] = ["name", "retentionInDays"],
        [ResourceTypes.Queue] = ["name", "messageRetentionSeconds", "sqsManagedSseEnabled"],
        [ResourceTypes.QueuePolicy] = ["queueUrl", "policy"],
        [ResourceTypes.Parameter] = ["name", "description", "type", "value", "keyId"],
        [ResourceTypes.CatalogDatabase] = ["name", "description"],
        [ResourceTypes.Classifier] =
        [
            "name", "csvClassifier.containsHeader", "csvClassifier.delimiter", "csvClassifier.quoteSymbol",
            "csvClassifier.serde", "csvClassifier.disableValueTrimming", "jsonClassifier.jsonPath",
        ],
        [ResourceTypes.Crawler] =
        [
            "name", "description", "databaseName", "role", "classifiers", "s3Targets.path", "configuration",
            "schemaChangePolicy.updateBehavior", "schemaChangePolicy.deleteBehavior",
        ],
        [ResourceTypes.Workflow] = ["name", "description", "maxConcurrentRuns"],
        [ResourceTypes.Trigger] =
        [
            "name", "type", "workflowName", "actions.crawlerName", "eventBatchingConditions.batchSize",
            "eventBatchingConditions.batchWindow",
        ],
        [ResourceTypes.Workgroup] =
        [
            "name", "description", "forceDestroy", "configuration.enforceWorkgroupConfiguration",
            "configuration.publishCloudwatchMetricsEnabled", "configuration.bytesScannedCutoffPerQuery",
            "configuration.engineVersion.selectedEngineVersion", "configuration.resultConfiguration.outputLocation",
            "configuration.resultConfiguration.encryptionConfiguration.encryptionOption",
            "configuration.resultConfiguration.encryptionConfiguration.kmsKeyArn",
        ],
        [ResourceTypes.NamedQuery] = ["name", "description", "database", "workgroup", "query"],
        [ResourceTypes.MetricAlarm] =
        [
            "name", "alarmDescription", "namespace", "metricName", "dimensions.*", "unit", "statistic", "period",
            "evaluationPeriods", "datapointsToAlarm", "threshold", "comparisonOperator", "treatMissingData",
            "actionsEnabled", "alarmActions", "okActions", "insufficientDataActions",
            "warmUpConfiguration.warmUpPeriodDurationInMinutes",
            "warmUpConfiguration.onlyStartEvaluatingAfterWarmUpPeriodEnds",
        ],
        [ResourceTypes.Dashboard] = ["dashboardName", "dashboardBody"],
        [ResourceTypes.Topic] = ["name", "displayName"],
        [ResourceTypes.TopicPolicy] = ["arn", "policy"],
        [ResourceTypes.TopicSubscription] = ["topic", "protocol", "endpoint"],
        // A budget watches the account's bill, and nothing on one machine costs anything. Only whether its topics let
        // it in can be checked here.
        [ResourceTypes.Budget] =
        [
            "name", "budgetType", "limitAmount", "limitUnit", "timeUnit", "timePeriodStart", "costFilters.name",
            "costFilters.values", "notifications.comparisonOperator", "notifications.notificationType",
            "notifications.threshold", "notifications.thresholdType", "notifications.subscriberEmailAddresses",
            "notifications.subscriberSnsTopicArns",
        ],
    }.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToFrozenSet());

    /// <summary>A line for each type and each property of <paramref name="resources"/> that the twin does not know.</summary>
    public static ImmutableArray<string> UnknownIn(IEnumerable<DeclaredResource> resources) =>
    [
        .. resources
            .Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal))
            .SelectMany(UnknownIn)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> UnknownIn(DeclaredResource resource) =>
        ByType.TryGetValue(resource.Type, out var known)
            ? Paths(resource.Inputs, "")
                .Where(path => !IsIn(known, path) && !IsIn(OfEveryType, path))
                .Select(path => $"{resource.Title}: the twin does not know the property '{path}'")
            : [$"{resource.Title}: the twin does not know this type"];

    private static bool IsIn(FrozenSet<string> known, string path) =>
        known.Contains(path) || known.Contains(Parent(path) + ".*");

    private static string Parent(string path) => path[..Math.Max(0, path.LastIndexOf('.'))];

    private static IEnumerable<string> Paths(object value, string path) => value switch
    {
        ImmutableDictionary<string, object> map => map.SelectMany(pair =>
            Paths(pair.Value, path.Length == 0 ? pair.Key : $"{path}.{pair.Key}")),
        ImmutableArray<object> list when list.Any(item => item is ImmutableDictionary<string, object>) =>
            list.SelectMany(item => Paths(item, path)),
        _ => [path],
    };
}
