using Local.Aws.Iam;
using Local.Aws.Kms;

namespace Local.Aws.Ssm;

/// <summary>What a Parameter Store endpoint is made of.</summary>
/// <param name="Store">The parameters.</param>
/// <param name="Access">Who may do what.</param>
/// <param name="Region">For example <c>eu-central-1</c>.</param>
internal sealed record ParameterServerOptions(ParameterStore Store, AccessControl Access, string Region)
{
    /// <summary>The clock by which requests are dated: the machine's, whatever the stack's says.</summary>
    public TimeProvider Wall { get; init; } = TimeProvider.System;

    /// <summary>The keys of parameters that are encrypted with one of the account's own.</summary>
    public KmsService Keys { get; init; } = new(Access, Region, TimeProvider.System);

    /// <summary>
    /// Hears what the twin was asked for and does not know, by name, besides the 501 that the caller gets.
    /// </summary>
    public Action<string> OnNotImplemented { get; init; } = _ => { };

    /// <summary>Hears each request: the operation, and whose session it is.</summary>
    public Action<string, string> Called { get; init; } = (_, _) => { };

    /// <summary>A parameter's ARN; a leading slash of its name is not written twice.</summary>
    public string ArnOf(string name) =>
        $"arn:aws:ssm:{Region}:{Access.AccountId}:parameter/{(name.StartsWith('/') ? name[1..] : name)}";
}
