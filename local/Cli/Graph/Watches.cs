using Local.Aws.Declaration;

namespace Local.Cli.Graph;

/// <summary>The ways on which a person learns of trouble, and what keeps the data secret.</summary>
internal static class Watches
{
    // By the dimension that a metric has: what it is a metric of.
    private static readonly (string Dimension, string Type)[] Watched =
    [
        ("FunctionName", ResourceTypes.Function),
        ("QueueName", ResourceTypes.Queue),
        ("RuleName", ResourceTypes.EventRule),
        ("WorkGroup", ResourceTypes.Workgroup),
    ];

    /// <summary>From what is watched to the alarm, and from there to the topic and its readers.</summary>
    public static IEnumerable<Edge> OfAlarms(DeclaredStack stack)
    {
        foreach (var alarm in stack.OfType(ResourceTypes.MetricAlarm))
        {
            var dimensions = alarm.Map("dimensions");
            foreach (var (dimension, type) in Watched)
            {
                if (dimensions.TryGetValue(dimension, out var name)
                    && stack.OfType(type).FirstOrDefault(found => found.PhysicalName == name) is { } watched)
                {
                    yield return new Edge(watched, alarm, "");
                }
            }

            foreach (var topic in alarm.Texts("alarmActions").Select(arn => stack.ByArn(ResourceTypes.Topic, arn)))
            {
                if (topic is not null)
                {
                    yield return new Edge(alarm, topic, "");
                }
            }
        }

        foreach (var subscription in stack.OfType(ResourceTypes.TopicSubscription))
        {
            if (stack.ByArn(ResourceTypes.Topic, subscription.Text("topic")) is { } topic)
            {
                yield return new Edge(topic, subscription, subscription.Text("protocol"));
            }
        }
    }

    /// <summary>From a key to the buckets and the secrets that it encrypts.</summary>
    public static IEnumerable<Edge> OfKeys(DeclaredStack stack) =>
    [
        .. from encryption in stack.OfType(ResourceTypes.BucketEncryption)
           from rule in encryption.Parts("rules")
           from key in stack.OfType(ResourceTypes.Key)
           where rule.OptionalText("applyServerSideEncryptionByDefault.kmsMasterKeyId") == key.Arn
           from bucket in stack.OfType(ResourceTypes.Bucket)
           where bucket.Text("bucket") == encryption.Text("bucket")
           select new Edge(key, bucket, "encrypts"),
        .. from parameter in stack.OfType(ResourceTypes.Parameter)
           from key in stack.OfType(ResourceTypes.Key)
           where parameter.OptionalText("keyId") == key.Arn
           select new Edge(key, parameter, "encrypts"),
    ];
}
