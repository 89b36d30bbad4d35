using System.Collections.Immutable;
using Pulumi;

namespace Infra.Policies;

/// <summary>One statement of a <see cref="PolicyDocument"/>.</summary>
public sealed record PolicyStatement
{
    private PolicyStatement(string sid, string effect, ImmutableArray<string> action) =>
        (Sid, Effect, Action) = (sid, effect, action);

    /// <summary>What the statement is for, in letters and digits.</summary>
    public string Sid { get; }

    /// <summary><c>Allow</c> or <c>Deny</c>.</summary>
    public string Effect { get; }

    /// <summary>By kind (<c>Service</c>): who; only in trust and resource policies.</summary>
    public ImmutableDictionary<string, string>? Principal { get; init; }

    /// <summary>For example <c>s3:GetObject</c>.</summary>
    public ImmutableArray<string> Action { get; }

    /// <summary>ARNs; absent in a trust policy, whose resource is the role itself.</summary>
    public ImmutableArray<Input<string>>? Resource { get; init; }

    /// <summary>By operator, then by key: the value that it must have.</summary>
    public ImmutableDictionary<string, ImmutableDictionary<string, Input<string>>>? Condition { get; init; }

    /// <summary>Allows a role these actions on these resources.</summary>
    public static PolicyStatement Allow(
        string sid, ImmutableArray<string> actions, params IEnumerable<Input<string>> resources) =>
        new(sid, "Allow", actions) { Resource = [.. resources] };

    /// <summary>
    /// Lets a service take on a role, and for no other account: without the condition another account's resource
    /// could make the service use it (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html). Not
    /// every service tells for which account it acts; one that does not is let in, as it is in AWS's own examples.
    /// </summary>
    public static PolicyStatement TrustService(string service, AwsAccount account) =>
        new("TrustService", "Allow", ["sts:AssumeRole"])
        {
            Principal = ImmutableDictionary<string, string>.Empty.Add("Service", service),
            Condition = StringEqualsIfExists("aws:SourceAccount", account.Id),
        };

    private static ImmutableDictionary<string, ImmutableDictionary<string, Input<string>>> StringEqualsIfExists(
        string key, Input<string> value) =>
        ImmutableDictionary<string, ImmutableDictionary<string, Input<string>>>.Empty.Add(
            "StringEqualsIfExists", ImmutableDictionary<string, Input<string>>.Empty.Add(key, value));
}
