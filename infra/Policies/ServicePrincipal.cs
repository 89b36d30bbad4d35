namespace Infra.Policies;

/// <summary>A service of AWS as a principal, and the resource for which it acts. Without that resource, the service
/// could use this stack's resources for another account
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html). Where AWS does not document that a
/// service sends a key, the key is compared only if it is there: the service is allowed when it sends none, and
/// denied when it sends another resource or account.</summary>
/// <param name="Name">The name, for example <c>lambda.amazonaws.com</c>.</param>
/// <param name="SourceArn">The resource's ARN, or a pattern for it.</param>
internal sealed record ServicePrincipal(string Name, Input<string> SourceArn)
{
    /// <summary>True if the service always sends the ARN of the resource for which it acts.</summary>
    public bool SendsSourceArn { get; init; } = true;

    /// <summary>The operator that compares the ARN with the one that the service sends.</summary>
    public string ArnComparison => SendsSourceArn ? "ArnLike" : "ArnLikeIfExists";

    /// <summary>The operator that compares the account with the one that the service sends; null where only the ARN
    /// names the account.</summary>
    public string? AccountComparison { get; init; } = "StringEquals";
}
