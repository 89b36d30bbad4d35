using Twin.Aws.EventBridge;

namespace Twin.Aws.Sns;

/// <summary>The topics. AWS's services publish to them as the topics' policies allow, and the topics store the
/// messages that they would send. Safe for concurrent use once all topics and subscriptions are added.</summary>
public sealed class SnsService(AccessControl access, TimeProvider time) : IRunningService, IEventTarget
{
    public SnsService(
        DeclaredStack stack, AccessControl access, EventBridgeService events, Timeline timeline, TimeProvider time)
        : this(access, time)
    {
        TopicDeclaration.AddAll(this, stack, access);
        _timeline = timeline;
        events.AddTarget(this);
    }

    private const string Publishing = "sns:Publish";

    // The subject that SNS uses if the service gives none.
    private const string NoSubject = "AWS Notification Message";

    // The policy of AWS's own key cannot be changed, and allows no service to use the key through a topic.
    private const string KeyOfAws = "alias/aws/sns";

    private readonly Dictionary<string, Topic> _topics = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Notification> _sent = [];
    private readonly Timeline? _timeline;

    /// <summary>The accepted messages, in order.</summary>
    public ImmutableArray<Notification> Sent => [.. _sent];

    public void CountUsage(Meter meter) => SnsUsage.Count(Sent, meter);

    bool IEventTarget.Has(string arn) => Contains(arn);

    string? IEventTarget.Refusal(TargetDeclaration target) => Refusal(
        target.Arn,
        EventBridgeService.Principal,
        // EventBridge passes the rule's ARN only, as it does to functions.
        new RequestContext().With("aws:SourceArn", target.Rule.Arn));

    Task<bool> IEventTarget.DeliverAsync(TargetDeclaration target, JsonObject candidate)
    {
        if (((IEventTarget)this).Refusal(target) is not null)
        {
            return Task.FromResult(false);
        }

        var sent = Publish(target.Arn, null, candidate.ToJsonString());
        _timeline?.Add(TimelineSource.Sns, sent.ToString());
        return Task.FromResult(true);
    }

    /// <summary>The reason why a service may not publish to a topic for one of its resources; null if it may.</summary>
    public string? Refusal(string topicArn, string service, RequestContext context) =>
        !Contains(topicArn) ? "there is no such topic in the stack."
        : MayPublish(topicArn, service, context, out var because) ? null
        : because;

    /// <param name="arn"><c>arn:aws:sns:region:account:name</c>.</param>
    /// <param name="keyId">The key that encrypts it; null for none.</param>
    public void Add(string arn, string name, string? keyId = null) => _topics.Add(arn, new Topic(name, keyId, []));

    public bool Contains(string topicArn) => _topics.ContainsKey(topicArn);

    /// <summary>Subscribes an address that counts as confirmed: on AWS it gets no messages before that.</summary>
    public void Subscribe(string topicArn, string address) => _topics[topicArn].Addresses.Add(address);

    /// <summary>Determines whether a service may publish for one of its resources. A refusal is recorded.</summary>
    /// <param name="context">The condition keys that the service passes: <c>aws:SourceArn</c> and the like.</param>
    public bool MayPublish(string topicArn, string servicePrincipal, RequestContext context, out string because)
    {
        if (_topics[topicArn].KeyId is { } key && key.EndsWith(KeyOfAws, StringComparison.Ordinal))
        {
            because = $"{servicePrincipal} may not use the key {KeyOfAws}, and its policy is fixed: encrypt the topic "
                + "with a key of the stack or not at all";
            return false;
        }

        var decision = access.AuthorizeService(servicePrincipal, Publishing, topicArn, context);
        because = decision.IsAllowed ? "" : decision.Message;
        return decision.IsAllowed;
    }

    public Notification Publish(string topicArn, string? subject, string message)
    {
        var topic = _topics[topicArn];
        var notification = new Notification(
            time.GetUtcNow(), topic.Name, subject ?? NoSubject, message, [.. topic.Addresses]);
        _sent.Enqueue(notification);
        return notification;
    }

    private sealed record Topic(string Name, string? KeyId, List<string> Addresses);
}

/// <summary>A message that a topic accepted. The twin stores it and sends it to no one.</summary>
public sealed record Notification(
    DateTimeOffset Time, string Topic, string Subject, string Message, ImmutableArray<string> Recipients)
{
    public override string ToString() =>
        $"{Topic}: {Subject} → {(Recipients.IsEmpty ? "nobody has subscribed" : string.Join(", ", Recipients))}";
}
