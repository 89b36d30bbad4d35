namespace Twin.Aws.S3;

/// <summary>The declared notifications of all buckets: events and their targets.</summary>
internal sealed class BucketNotifications
{
    // The twin's objects are written by PutObject only: it knows the events of S3's other writes and raises none.
    private static readonly string[] SupportedEvents =
    [
        "s3:ObjectCreated:*", "s3:ObjectCreated:Put", "s3:ObjectCreated:Copy",
        "s3:ObjectCreated:CompleteMultipartUpload", "s3:ObjectCreated:Post",
    ];

    private readonly Dictionary<string, (List<LambdaNotification> Functions, bool EventBridge)> _buckets =
        new(StringComparer.Ordinal);

    /// <summary>Declares a bucket's one notification configuration.</summary>
    /// <param name="functions">The notifications that invoke functions.</param>
    /// <param name="toEventBridge">True to send every event to EventBridge as well.</param>
    /// <exception cref="NotificationException">The bucket already has one, two of them overlap, or the twin does not
    /// raise the event.</exception>
    public void Declare(string bucket, IEnumerable<LambdaNotification> functions, bool toEventBridge = false)
    {
        var declared = functions.ToList();
        foreach (var (index, notification) in declared.Index())
        {
            ExpectKnown(bucket, notification);
            if (declared.Skip(index + 1).FirstOrDefault(notification.Overlaps) is { } other)
            {
                throw new NotificationException(
                    $"Bucket {bucket}: the notifications {notification.Id} and {other.Id} overlap. S3 says: "
                    + "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the "
                    + "prefixes are overlapping for the same event type.");
            }
        }

        if (!_buckets.TryAdd(bucket, (declared, toEventBridge)))
        {
            throw new NotificationException(
                $"Bucket {bucket} has two notification configurations. A bucket has one, and the second would "
                + "silently replace the first: declare all notifications in one.");
        }
    }

    /// <summary>The notifications that match an event; each names its function.</summary>
    public IReadOnlyList<LambdaNotification> TargetsOf(ObjectCreated created) =>
        _buckets.TryGetValue(created.Bucket, out var bucket)
            ? [.. bucket.Functions.Where(notification => notification.Covers(created))]
            : [];

    /// <summary>Determines whether a bucket's events go to EventBridge.</summary>
    public bool SendsToEventBridge(string bucket) =>
        _buckets.TryGetValue(bucket, out var configuration) && configuration.EventBridge;

    private static void ExpectKnown(string bucket, LambdaNotification notification)
    {
        if (notification.Events.Count == 0)
        {
            throw new NotificationException($"Bucket {bucket}: the notification {notification.Id} names no event.");
        }

        if (notification.Events.FirstOrDefault(name => !SupportedEvents.Contains(name)) is { } unknown)
        {
            throw new NotificationException(
                $"Bucket {bucket}: the notification {notification.Id} is for \"{unknown}\", which the local twin does "
                + $"not raise. It knows {string.Join(", ", SupportedEvents)}.");
        }
    }
}

/// <summary>A declared notification of a bucket that invokes a function.</summary>
/// <param name="Id">The configuration's id, which events contain.</param>
/// <param name="Events">For example <c>s3:ObjectCreated:*</c>.</param>
/// <param name="FilterPrefix">The prefix of the keys; empty: any.</param>
/// <param name="FilterSuffix">The suffix of the keys; empty: any.</param>
internal sealed record LambdaNotification(
    string Id, string FunctionArn, IReadOnlyList<string> Events, string FilterPrefix = "", string FilterSuffix = "")
{
    /// <summary>Determines whether the notification matches an event.</summary>
    public bool Covers(ObjectCreated created) =>
        Events.Any(pattern => Wildcard.Matches(pattern, "s3:" + ObjectCreated.EventName))
        && created.Key.StartsWith(FilterPrefix, StringComparison.Ordinal)
        && created.Key.EndsWith(FilterSuffix, StringComparison.Ordinal);

    /// <summary>Determines whether an event could match both notifications, which S3 refuses.</summary>
    public bool Overlaps(LambdaNotification other) =>
        Events.Any(mine => other.Events.Any(theirs =>
            Wildcard.Matches(mine, theirs) || Wildcard.Matches(theirs, mine)))
        && (FilterPrefix.StartsWith(other.FilterPrefix, StringComparison.Ordinal)
            || other.FilterPrefix.StartsWith(FilterPrefix, StringComparison.Ordinal))
        && (FilterSuffix.EndsWith(other.FilterSuffix, StringComparison.Ordinal)
            || other.FilterSuffix.EndsWith(FilterSuffix, StringComparison.Ordinal));
}

/// <summary>The error for a notification configuration that S3 would refuse or silently misinterpret.</summary>
internal sealed class NotificationException(string message) : RunFailedException(message);
