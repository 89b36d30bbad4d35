using Pulumi;

namespace Infra.Policies;

/// <summary>
/// A service of AWS, and the resource for which it acts: without the second, somebody else's resource could make the
/// service use what it may use here
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).
/// </summary>
/// <param name="Principal">For example <c>lambda.amazonaws.com</c>.</param>
/// <param name="SourceArn">The resource's ARN, or a pattern of it.</param>
public sealed record TrustedService(string Principal, Input<string> SourceArn)
{
    /// <summary>
    /// Whether the service always tells for which resource it acts. One that does not is let in when it tells nothing,
    /// and still refused when it tells of another's.
    /// </summary>
    public bool AlwaysTells { get; init; } = true;

    /// <summary>
    /// Whether it tells the account as well. One that does not is known by the ARN alone, which holds the account.
    /// </summary>
    public bool TellsAccount { get; init; } = true;

    /// <summary>How the account is compared with the one that the service tells.</summary>
    public string AccountComparison => TellsAccount ? Condition("StringEquals") : "StringEqualsIfExists";

    /// <summary>The comparison, in the form that fits what the service tells.</summary>
    public string Condition(string comparison) => AlwaysTells ? comparison : comparison + "IfExists";
}
