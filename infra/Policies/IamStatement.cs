namespace Infra.Policies;

internal sealed record IamStatement
{
    private IamStatement(string sid, string effect, ImmutableArray<string> action) =>
        (Sid, Effect, Action) = (sid, effect, action);

    /// <summary>The identifier, which tells the statement's purpose in letters and digits.</summary>
    public string Sid { get; }

    /// <summary><c>Allow</c> or <c>Deny</c>.</summary>
    public string Effect { get; }

    /// <summary>The principal by its kind (<c>Service</c>, <c>AWS</c>); only in trust and resource policies.</summary>
    public ImmutableSortedDictionary<string, Input<string>>? Principal { get; private init; }

    /// <summary>The actions, for example <c>s3:GetObject</c>.</summary>
    public ImmutableArray<string> Action { get; }

    /// <summary>The resources' ARNs; absent in a trust policy, whose resource is the role itself.</summary>
    public ImmutableArray<Input<string>>? Resource { get; private init; }

    /// <summary>The conditions by operator, then by key: the required value, an <see cref="Input{T}"/> of a string,
    /// or a list of them. All conditions must hold. Sorted, so that every process writes the same text.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, object>>? Condition
    {
        get; private init;
    }

    /// <summary>The reason why AWS has no narrower form than the wildcard in <see cref="Resource"/>; null without a
    /// wildcard.</summary>
    [JsonIgnore]
    public string? Because { get; private init; }

    /// <summary>Allows a role these actions on these resources, without wildcards.</summary>
    public static IamStatement Allow(
        string sid, ImmutableArray<string> actions, params IEnumerable<Input<string>> resources) =>
        new(sid, "Allow", actions) { Resource = [.. resources] };

    /// <summary>Allows a role these actions on all matching resources, where AWS has no narrower form.</summary>
    /// <param name="because">The reason why AWS has none.</param>
    public static IamStatement AllowMatching(
        string sid, string because, ImmutableArray<string> actions, params IEnumerable<Input<string>> patterns) =>
        new(sid, "Allow", actions) { Resource = [.. patterns], Because = because };

    /// <summary>Lets a service assume a role, for one resource of this account.</summary>
    public static IamStatement Trust(ServicePrincipal service, AwsAccount account) =>
        new IamStatement("TrustService", "Allow", ["sts:AssumeRole"])
        {
            Principal = CreatePrincipal("Service", service.Name),
        }
        .For(service, account);

    /// <summary>Lets the account assume a role: its IAM policies decide which of its principals may.</summary>
    public static IamStatement TrustAccount(AwsAccount account) =>
        new("TrustAccount", "Allow", ["sts:AssumeRole"]) { Principal = Root(account) };

    /// <summary>Lets one principal of another account assume a role, if it sends the external id.</summary>
    public static IamStatement TrustPrincipal(Input<string> arn, Input<string> externalId) =>
        new IamStatement("TrustPrincipal", "Allow", ["sts:AssumeRole"]) { Principal = CreatePrincipal("AWS", arn) }
            .When("StringEquals", "sts:ExternalId", externalId);

    /// <summary>Allows a service actions on a resource, for one other resource of this account.</summary>
    public static IamStatement AllowService(
        string sid,
        ServicePrincipal service,
        AwsAccount account,
        ImmutableArray<string> actions,
        Input<string> resource) =>
        new IamStatement(sid, "Allow", actions)
        {
            Principal = CreatePrincipal("Service", service.Name),
            Resource = [resource],
        }
        .For(service, account);

    /// <summary>Allows the account the actions on the policy's own resource: its IAM policies decide who may do
    /// them.</summary>
    public static IamStatement AllowAccount(
        string sid, AwsAccount account, string because, ImmutableArray<string> actions, Input<string> resource) =>
        new(sid, "Allow", actions)
        {
            Principal = Root(account),
            Resource = [resource],
            Because = because,
        };

    /// <summary>Denies everybody these actions, except as <see cref="When"/> restricts it.</summary>
    public static IamStatement DenyEverybody(
        string sid, ImmutableArray<string> actions, params IEnumerable<Input<string>> resources) =>
        new(sid, "Deny", actions) { Principal = CreatePrincipal("AWS", "*"), Resource = [.. resources] };

    /// <summary>The same statement with one more condition.</summary>
    public IamStatement When(string comparison, string key, Input<string> value) => With(comparison, key, value);

    /// <summary>The same statement with one more condition on several values: one of them must match, or none of them
    /// if the operator is negated.</summary>
    public IamStatement When(string comparison, string key, ImmutableArray<Input<string>> values) =>
        values is [var single] ? With(comparison, key, single) : With(comparison, key, values);

    private IamStatement For(ServicePrincipal service, AwsAccount account)
    {
        var named = When(service.ArnComparison, "aws:SourceArn", service.SourceArn);
        return service.AccountComparison is { } comparison
            ? named.When(comparison, "aws:SourceAccount", account.Id)
            : named;
    }

    private IamStatement With(string comparison, string key, object value)
    {
        var conditions = Condition ?? Sorted<ImmutableSortedDictionary<string, object>>();
        var keys = conditions.GetValueOrDefault(comparison) ?? Sorted<object>();
        return this with { Condition = conditions.SetItem(comparison, keys.Add(key, value)) };
    }

    private static ImmutableSortedDictionary<string, Input<string>> Root(AwsAccount account) =>
        CreatePrincipal("AWS", Output.Format($"arn:{account.Partition}:iam::{account.Id}:root"));

    private static ImmutableSortedDictionary<string, Input<string>> CreatePrincipal(
        string kind, Input<string> principal) =>
        Sorted<Input<string>>().Add(kind, principal);

    private static ImmutableSortedDictionary<string, T> Sorted<T>() =>
        ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
