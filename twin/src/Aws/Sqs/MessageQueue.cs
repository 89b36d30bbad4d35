using System.Diagnostics.CodeAnalysis;

namespace Twin.Aws.Sqs;

/// <summary>A standard queue in memory. Senders need the permissions to send. Safe for concurrent use.</summary>
/// <param name="arn"><c>arn:aws:sqs:region:account:name</c>.</param>
/// <param name="access">The access control, which decides who may send: by the sender's role or the queue's
/// policy.</param>
/// <param name="retention">The retention period of messages; null: SQS's default of four days.</param>
[SuppressMessage("Naming", "CA1711", Justification = "A queue is what SQS calls it; no collection is meant.")]
public sealed class MessageQueue(
    string name, string arn, AccessControl access, TimeProvider time, TimeSpan? retention = null)
{
    private const string Send = "sqs:SendMessage";

    private static readonly IReadOnlyDictionary<string, string> NoAttributes = new Dictionary<string, string>();

    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
    private readonly TimeSpan _retention = retention ?? TimeSpan.FromDays(4);

    private readonly Lock _lock = new();
    private readonly List<QueueMessage> _messages = [];
    private int _sent;

    public string Name => name;
    public string Arn => arn;

    public int Sent
    {
        get
        {
            lock (_lock)
            {
                return _sent;
            }
        }
    }

    /// <summary>The messages in the queue, oldest first.</summary>
    public IReadOnlyList<QueueMessage> Messages
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages];
            }
        }
    }

    public int DeleteExpired(DateTimeOffset now)
    {
        lock (_lock)
        {
            return _messages.RemoveAll(message => now - message.SentAt >= _retention);
        }
    }

    /// <summary>Sends as a role's session, as Lambda does for a function's failure destination.</summary>
    /// <returns>IAM's decision. The message is in the queue only if it is allowed.</returns>
    public Decision SendAs(
        Caller sender, string body, IReadOnlyDictionary<string, string>? attributes = null) =>
        Deliver(access.Authorize(sender, Send, arn), body, attributes);

    /// <summary>Sends a message as an AWS service for one of its resources, as EventBridge does for a rule.</summary>
    /// <param name="sourceAccount">That resource's account; null if the service does not send it.</param>
    /// <returns>IAM's decision. The message is in the queue only if it is allowed.</returns>
    public Decision SendFrom(
        string servicePrincipal,
        string sourceArn,
        string? sourceAccount,
        string body,
        IReadOnlyDictionary<string, string>? attributes = null)
    {
        return Deliver(Authorize(servicePrincipal, sourceArn, sourceAccount), body, attributes);
    }

    /// <summary>The reason why an AWS service may not send messages for one of its resources; null if it may.</summary>
    public string? RefusalOf(string servicePrincipal, string sourceArn) =>
        Authorize(servicePrincipal, sourceArn, null) is { IsAllowed: false } refused ? refused.Message : null;

    private Decision Authorize(string servicePrincipal, string sourceArn, string? sourceAccount)
    {
        var context = new RequestContext().With("aws:SourceArn", sourceArn);
        return access.AuthorizeService(
            servicePrincipal,
            Send,
            arn,
            sourceAccount is null ? context : context.With("aws:SourceAccount", sourceAccount));
    }

    private Decision Deliver(Decision decision, string body, IReadOnlyDictionary<string, string>? attributes)
    {
        if (decision.IsAllowed)
        {
            lock (_lock)
            {
                _messages.Add(new QueueMessage(
                    IdOf(_sent++), body, attributes ?? NoAttributes, decision.Principal, time.GetUtcNow()));
            }
        }

        return decision;
    }

    // The id comes from a counter, not a random number, so that two runs give the same ids.
    private string IdOf(int count) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{arn} {count}")).AsSpan(0, 16)).ToString();
}

/// <param name="Body">The text; for a failed invocation, the JSON of the invocation record.</param>
/// <param name="Sender">The sender: a session's ARN or a service principal.</param>
public sealed record QueueMessage(
    string Id, string Body, IReadOnlyDictionary<string, string> Attributes, string Sender, DateTimeOffset SentAt);
