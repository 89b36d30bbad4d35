using Pulumi.Aws.Iam;

namespace Infra.Components;

/// <summary>The conditions of which every write below some prefixes of a bucket must name one
/// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html).</summary>
/// <remarks>S3 then refuses to copy objects to there: nothing here does.</remarks>
internal sealed record ConditionalWrites
{
    private const string NothingThere = "s3:if-none-match";
    private const string KnownThere = "s3:if-match";

    private ConditionalWrites(string sid, ImmutableArray<string> prefixes, ImmutableArray<string> conditions) =>
        (Sid, Prefixes, Conditions) = (sid, prefixes, conditions);

    public string Sid { get; }

    /// <summary>The prefixes, each with a slash at its end.</summary>
    public ImmutableArray<string> Prefixes { get; }

    /// <summary>The condition keys of which a request must have one.</summary>
    public ImmutableArray<string> Conditions { get; }

    /// <summary>The role that writes without a condition; null for none.</summary>
    public Role? Except { get; init; }

    /// <summary>An object is written where there is none, and never over another.</summary>
    public static ConditionalWrites Once(params ImmutableArray<string> prefixes) =>
        new("WrittenOnce", prefixes, [NothingThere]);

    /// <summary>An object is written where there is none, or over the one that its writer has read.</summary>
    public static ConditionalWrites OverKnown(params ImmutableArray<string> prefixes) =>
        new("WrittenOverKnown", prefixes, [NothingThere, KnownThere]);
}
