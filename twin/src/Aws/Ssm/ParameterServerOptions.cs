using Twin.Aws.Iam;
using Twin.Aws.Kms;

namespace Twin.Aws.Ssm;

/// <summary>The options of a Parameter Store endpoint.</summary>
/// <param name="Store">The parameters.</param>
/// <param name="Access">The access control.</param>
/// <param name="Region">For example <c>eu-central-1</c>.</param>
internal sealed record ParameterServerOptions(ParameterStore Store, AccessControl Access, string Region)
{
    /// <summary>The clock that requests' dates are checked against: the machine's, regardless of the stack's.</summary>
    public TimeProvider Wall { get; init; } = TimeProvider.System;

    /// <summary>The keys of parameters that are encrypted with one of the account's own.</summary>
    public KmsService Keys { get; init; } = new(Access, Region, TimeProvider.System);

    /// <summary>
    /// Called with the name of each request that the twin does not support, in addition to the 501 in the response.
    /// </summary>
    public Action<string> OnNotImplemented { get; init; } = _ => { };

    /// <summary>Called for each request, with the operation and the session's name.</summary>
    public Action<string, string> Called { get; init; } = (_, _) => { };

    /// <summary>The ARN of a parameter; a leading slash of its name is not repeated.</summary>
    public string ArnOf(string name) =>
        $"arn:aws:ssm:{Region}:{Access.AccountId}:parameter/{(name.StartsWith('/') ? name[1..] : name)}";
}
