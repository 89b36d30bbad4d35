namespace Local.Aws.Sqs;

/// <summary>A message in a queue.</summary>
/// <param name="Id">Its message id.</param>
/// <param name="Body">For a failed invocation, the invocation record's JSON.</param>
/// <param name="Attributes">Message attributes, by name.</param>
/// <param name="Sender">The session's ARN or the service principal that sent it.</param>
/// <param name="SentAt">When.</param>
public sealed record QueueMessage(
    string Id, string Body, IReadOnlyDictionary<string, string> Attributes, string Sender, DateTimeOffset SentAt);
