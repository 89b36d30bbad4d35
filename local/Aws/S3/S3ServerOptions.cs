using Local.Aws.Iam;
using Local.Aws.Kms;

namespace Local.Aws.S3;

/// <summary>What an S3 endpoint is made of.</summary>
/// <param name="Store">The buckets.</param>
/// <param name="Access">Who may do what.</param>
/// <param name="Region">For example <c>eu-central-1</c>.</param>
/// <param name="Time">When things happen.</param>
internal sealed record S3ServerOptions(BucketStore Store, AccessControl Access, string Region, TimeProvider Time)
{
    /// <summary>The clock by which requests are dated: the machine's, whatever the stack's says.</summary>
    public TimeProvider Wall { get; init; } = TimeProvider.System;

    /// <summary>The keys of buckets that are encrypted with KMS.</summary>
    public KmsService Keys { get; init; } = new(Access, Region, Time);

    /// <summary>
    /// Hears what the twin was asked for and does not know, by name, besides the 501 that the caller gets.
    /// </summary>
    public Action<string> OnNotImplemented { get; init; } = _ => { };

    /// <summary>Hears each request that is known: the operation, the bucket, and whose session it is.</summary>
    public Action<string, string, string> Called { get; init; } = (_, _, _) => { };

    /// <summary>Hears what went wrong inside the twin, besides the 500 that the caller gets.</summary>
    public Action<Exception> OnFailure { get; init; } = _ => { };
}
