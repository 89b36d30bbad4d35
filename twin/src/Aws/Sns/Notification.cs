using System.Collections.Immutable;

namespace Twin.Aws.Sns;

/// <summary>A message that a topic accepted. The twin stores it and sends it to no one.</summary>
/// <param name="Time">The time on the stack's clock.</param>
/// <param name="Topic">The topic's name.</param>
/// <param name="Subject">The e-mail's subject.</param>
/// <param name="Message">The published message.</param>
/// <param name="Recipients">The addresses of the topic's e-mail subscriptions.</param>
public sealed record Notification(
    DateTimeOffset Time, string Topic, string Subject, string Message, ImmutableArray<string> Recipients)
{
    /// <summary>The notification as a line of the timeline.</summary>
    public override string ToString() =>
        $"{Topic}: {Subject} → {(Recipients.IsEmpty ? "nobody has subscribed" : string.Join(", ", Recipients))}";
}
