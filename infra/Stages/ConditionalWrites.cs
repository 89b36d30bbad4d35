using System.Collections.Immutable;

namespace Infra.Stages;

/// <summary>
/// The conditions of which every write below a prefix of a bucket must name one
/// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html).
/// </summary>
/// <remarks>S3 then refuses to copy objects to there: nothing here does.</remarks>
internal sealed record ConditionalWrites
{
    private const string NothingThere = "s3:if-none-match";
    private const string KnownThere = "s3:if-match";

    private ConditionalWrites(string sid, string prefix, ImmutableArray<string> conditions) =>
        (Sid, Prefix, Conditions) = (sid, prefix, conditions);

    /// <summary>The statement's name, in letters.</summary>
    public string Sid { get; }

    /// <summary>Ends with a slash.</summary>
    public string Prefix { get; }

    /// <summary>The condition keys of which a request must have one.</summary>
    public ImmutableArray<string> Conditions { get; }

    /// <summary>An object is written where there is none, and never over another.</summary>
    public static ConditionalWrites Once(string prefix) => new("WrittenOnce", prefix, [NothingThere]);

    /// <summary>An object is written where there is none, or over the one that its writer has read.</summary>
    public static ConditionalWrites OverKnown(string prefix) =>
        new("WrittenOverKnown", prefix, [NothingThere, KnownThere]);
}
