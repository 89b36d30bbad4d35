namespace Twin.Aws.EventBridge;

/// <summary>The service whose queues get the events that targets refuse.</summary>
public interface IDeadLetterQueues
{
    /// <summary>Determines whether the service has the queue with an ARN.</summary>
    bool HasQueue(string arn);

    /// <summary>The reason why a queue would refuse the events of a rule; null if it would not.</summary>
    string? RefusalOf(string queueArn, string ruleArn);

    /// <summary>Sends an event to a queue.</summary>
    /// <param name="queueArn">The queue.</param>
    /// <param name="ruleArn">The rule that matched the event.</param>
    /// <param name="body">The event, JSON.</param>
    /// <param name="attributes">The attributes of the message, which say why the target refused the event.</param>
    /// <returns><c>true</c> if the queue's policy allows it; otherwise, <c>false</c>.</returns>
    bool Send(string queueArn, string ruleArn, string body, IReadOnlyDictionary<string, string> attributes);
}
