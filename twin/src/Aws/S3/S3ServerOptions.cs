using Twin.Aws.Iam;
using Twin.Aws.Kms;

namespace Twin.Aws.S3;

/// <summary>The options of an S3 endpoint.</summary>
/// <param name="Store">The buckets.</param>
/// <param name="Access">The access control.</param>
/// <param name="Region">For example <c>eu-central-1</c>.</param>
/// <param name="Time">The stack's clock.</param>
public sealed record S3ServerOptions(BucketStore Store, AccessControl Access, string Region, TimeProvider Time)
{
    /// <summary>The clock that requests' dates are checked against: the machine's, regardless of the stack's.</summary>
    public TimeProvider Wall { get; init; } = TimeProvider.System;

    /// <summary>The keys of buckets encrypted with KMS.</summary>
    public KmsService Keys { get; init; } = new(Access, Region, Time);

    /// <summary>
    /// Called with the name of each request that the twin does not support, in addition to the 501 in the response.
    /// </summary>
    public Action<string> OnNotImplemented { get; init; } = _ => { };

    /// <summary>Called for each supported request, with the operation, the bucket and the session's name.</summary>
    public Action<string, string, string> Called { get; init; } = (_, _, _) => { };

    /// <summary>Called for each internal error of the twin, in addition to the 500 in the response.</summary>
    public Action<Exception> OnFailure { get; init; } = _ => { };
}
