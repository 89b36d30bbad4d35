namespace Twin.Aws.Sqs;

/// <summary>A message in a queue.</summary>
/// <param name="Id">The message id.</param>
/// <param name="Body">The text; for a failed invocation, the JSON of the invocation record.</param>
/// <param name="Attributes">The message attributes, by name.</param>
/// <param name="Sender">The sender: a session's ARN or a service principal.</param>
/// <param name="SentAt">The time at which it was sent.</param>
public sealed record QueueMessage(
    string Id, string Body, IReadOnlyDictionary<string, string> Attributes, string Sender, DateTimeOffset SentAt);
