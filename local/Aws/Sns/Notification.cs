using System.Collections.Immutable;

namespace Local.Aws.Sns;

/// <summary>A message that a topic took: the twin sends it to nobody, and keeps it.</summary>
/// <param name="Time">On the stack's clock.</param>
/// <param name="Topic">The topic's name.</param>
/// <param name="Subject">The e-mail's subject.</param>
/// <param name="Message">What was published.</param>
/// <param name="Recipients">The addresses of the topic's e-mail subscriptions.</param>
public sealed record Notification(
    DateTimeOffset Time, string Topic, string Subject, string Message, ImmutableArray<string> Recipients)
{
    /// <summary>One line of a timeline.</summary>
    public override string ToString() =>
        $"{Topic}: {Subject} → {(Recipients.IsEmpty ? "nobody has subscribed" : string.Join(", ", Recipients))}";
}
