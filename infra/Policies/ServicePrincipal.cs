using Pulumi;

namespace Infra.Policies;

/// <summary>
/// A service of AWS as a principal, and the resource for which it acts: without the second, somebody else's resource
/// could make the service use what it may use here
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html). What AWS does not document that a service
/// tells is compared only if it does: the service is let in when it tells nothing, and refused when it tells of
/// another's.
/// </summary>
/// <param name="Name">For example <c>lambda.amazonaws.com</c>.</param>
/// <param name="SourceArn">The resource's ARN, or a pattern of it.</param>
internal sealed record ServicePrincipal(string Name, Input<string> SourceArn)
{
    /// <summary>Whether it always tells for which resource it acts.</summary>
    public bool TellsArn { get; init; } = true;

    /// <summary>Whether it always tells for which account it acts; where it does not, the ARN holds it.</summary>
    public bool TellsAccount { get; init; } = true;

    /// <summary>How the ARN is compared with the one that the service tells.</summary>
    public string ArnComparison => TellsArn ? "ArnLike" : "ArnLikeIfExists";

    /// <summary>How the account is compared with the one that the service tells.</summary>
    public string AccountComparison => TellsAccount ? "StringEquals" : "StringEqualsIfExists";
}
