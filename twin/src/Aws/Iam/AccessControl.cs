namespace Twin.Aws.Iam;

/// <summary>The twin's IAM: roles, their sessions, and decisions about requests. Safe for concurrent use.</summary>
/// <param name="accountId">The account that owns all declared resources; twelve digits.</param>
public sealed class AccessControl(string accountId)
{
    private static readonly PolicyDocument Everything =
        new([new PolicyStatement("Everything", true, ["*"], ["*"], Principal: null, [])]);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Role> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PolicyDocument> _resourcePolicies = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<(string RoleArn, string SessionName), Credentials> _issued = [];
    private readonly Dictionary<string, IssuedSession> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string RoleArn, string Policy, string Statement), PermissionUse> _uses = [];
    private readonly Dictionary<(string Principal, string Action, string Resource), int> _denied = [];

    public string AccountId => accountId;

    /// <summary>True if no service can assume a role in time, since each role was made moments ago.</summary>
    public bool KnowsRolesTooLate { get; init; }

    /// <summary>Called for each call that is refused, with the action and its resource.</summary>
    public Action<string> OnRefused { private get; set; } = _ => { };

    /// <summary>The calls that were refused, in the order of their first refusal.</summary>
    public IReadOnlyList<DeniedCall> Denied
    {
        get
        {
            lock (_lock)
            {
                return [.. _denied.Select(pair =>
                    new DeniedCall(pair.Key.Principal, pair.Key.Action, pair.Key.Resource, pair.Value))];
            }
        }
    }

    /// <summary>The permissions of roles that were never used, in the order of declaration.</summary>
    public IReadOnlyList<UnusedPermission> UnusedPermissions
    {
        get
        {
            lock (_lock)
            {
                return [.. _uses.Values.SelectMany(use => use.Unused())];
            }
        }
    }

    public void AddRole(Role role)
    {
        lock (_lock)
        {
            Expect(
                role.TrustPolicy,
                $"The trust policy of role {role.Name}",
                statement => statement is
                { Allows: true, Principal.Anyone: false, Actions: ["sts:AssumeRole"], Resources: null },
                "it must allow sts:AssumeRole to a service or an ARN, and nothing else");
            foreach (var (name, policy) in role.Policies)
            {
                Expect(
                    policy,
                    $"Policy {name} of role {role.Name}",
                    statement => statement is { Resources: not null, Principal: null },
                    "a role's policy names resources and no principal");
            }

            if (!_roles.TryAdd(role.Arn, role))
            {
                throw new PolicyException($"The role {role.Arn} is declared twice.");
            }

            foreach (var (policy, statement) in StatementsOf(role).Where(pair => pair.Statement.Allows))
            {
                _uses.Add((role.Arn, policy, statement.Label), new PermissionUse(role.Name, policy, statement));
            }
        }
    }

    /// <summary>Declares a resource-based policy: of a bucket (its objects included) or a queue.</summary>
    public void AddResourcePolicy(string resourceArn, PolicyDocument policy)
    {
        Expect(
            policy,
            $"The policy of {resourceArn}",
            statement => statement is { Resources: not null, Principal: { } principal }
                && principal.Anyone != statement.Allows,
            "it must name resources and a Principal, and deny to everybody or allow to one");
        lock (_lock)
        {
            if (!_resourcePolicies.TryAdd(resourceArn, policy))
            {
                throw new PolicyException($"{resourceArn} has two policies; the second would replace the first.");
            }
        }
    }

    /// <summary>Declares the policy of a key. The account's own policies apply to a key only if its key policy says
    /// so ("Key policies in AWS KMS" in its guide).</summary>
    public void AddKeyPolicy(string keyArn, PolicyDocument policy)
    {
        AddResourcePolicy(keyArn, policy);
        lock (_lock)
        {
            _keys.Add(keyArn);
        }
    }

    /// <summary>The session that deploys the stack. IAM allows it everything.</summary>
    public Caller Deployer => Administrator("administrator", "pulumi");

    /// <summary>The session of a user of the account to whom IAM allows everything, for deploying the stack or
    /// running Athena queries. Only a resource's own policy can refuse such a user. The same names give the same
    /// session.</summary>
    public Caller Administrator(string roleName, string sessionName)
    {
        var arn = $"arn:aws:iam::{accountId}:role/{roleName}";
        lock (_lock)
        {
            _roles.TryAdd(arn, new Role(
                roleName, arn, new PolicyDocument([]),
                new Dictionary<string, PolicyDocument> { ["AdministratorAccess"] = Everything }));
        }

        return Find(CredentialsFor(arn, sessionName).AccessKeyId)!;
    }

    /// <summary>Temporary credentials of a role's session: the same in a run, and others in each run.</summary>
    public Credentials CredentialsFor(string roleArn, string sessionName)
    {
        lock (_lock)
        {
            if (!_roles.TryGetValue(roleArn, out var role))
            {
                throw new PolicyException($"The role {roleArn} is not declared.");
            }

            if (!_issued.TryGetValue((roleArn, sessionName), out var credentials))
            {
                _issued[(roleArn, sessionName)] = credentials = CredentialFactory.Create();
                _sessions[credentials.AccessKeyId] = new IssuedSession(
                    new Caller(accountId, role.Name, role.Arn, CredentialFactory.RoleId(roleArn), sessionName),
                    credentials);
            }

            return credentials;
        }
    }

    public Caller? Find(string accessKeyId) => FindSession(accessKeyId)?.Caller;

    public IssuedSession? FindSession(string accessKeyId)
    {
        lock (_lock)
        {
            return _sessions.GetValueOrDefault(accessKeyId);
        }
    }

    /// <summary>Decides whether the session of an access key id may perform an action. A refusal is recorded, and so
    /// is the permission that an allowed call needed.</summary>
    public Decision Authorize(
        string accessKeyId, string action, string resourceArn, RequestContext? context = null) =>
        Find(accessKeyId) is { } caller
            ? Authorize(caller, action, resourceArn, context)
            : Refuse($"(unknown access key id {accessKeyId})", action, resourceArn, "because no session has that key");

    /// <inheritdoc cref="Authorize(string, string, string, RequestContext?)"/>
    public Decision Authorize(Caller caller, string action, string resourceArn, RequestContext? context = null)
    {
        var full = Complete(context)
            .WithDefault("aws:PrincipalArn", caller.RoleArn)
            .WithDefault("aws:PrincipalAccount", caller.AccountId)
            .WithDefault("aws:PrincipalIsAWSService", "false");
        lock (_lock)
        {
            var own = StatementsOf(_roles[caller.RoleArn])
                .Where(pair => pair.Statement.Covers(action, resourceArn, full))
                .ToList();
            var ofResource = ResourceStatements(action, resourceArn, full)
                .Where(statement => statement.Principal!.Matches(caller.RoleArn))
                .ToList();
            if (own.Exists(pair => !pair.Statement.Allows))
            {
                return Refuse(caller.Arn, action, resourceArn, "with an explicit deny in an identity-based policy");
            }

            if (ofResource.Exists(statement => !statement.Allows))
            {
                return Refuse(caller.Arn, action, resourceArn, "with an explicit deny in a resource-based policy");
            }

            if (_keys.Contains(resourceArn) && ofResource.Count == 0 && !IsLeftToTheAccount(action, resourceArn, full))
            {
                return Refuse(
                    caller.Arn, action, resourceArn, $"because no resource-based policy allows the {action} action");
            }

            if (own.Count == 0 && ofResource.Count == 0)
            {
                return Refuse(
                    caller.Arn, action, resourceArn, $"because no identity-based policy allows the {action} action");
            }

            foreach (var (policy, statement) in own)
            {
                // The permissions of an administrator are not declared, so their use is not recorded.
                _uses.GetValueOrDefault((caller.RoleArn, policy, statement.Label))?.Record(action, resourceArn);
            }

            return new Decision(true, caller.Arn, action, resourceArn, "");
        }
    }

    /// <summary>Decides about an AWS service acting for itself: only the resource's own policy can allow it.</summary>
    public Decision AuthorizeService(
        string servicePrincipal, string action, string resourceArn, RequestContext? context = null)
    {
        var full = Complete(context)
            .WithDefault("aws:PrincipalIsAWSService", "true");
        lock (_lock)
        {
            var statements = ResourceStatements(action, resourceArn, full)
                .Where(statement => statement.Principal!.MatchesService(servicePrincipal))
                .ToList();
            return statements switch
            {
                [] => Refuse(
                    servicePrincipal, action, resourceArn,
                    $"because no resource-based policy allows the {action} action"),
                _ when statements.Exists(statement => !statement.Allows) => Refuse(
                    servicePrincipal, action, resourceArn, "with an explicit deny in a resource-based policy"),
                _ => new Decision(true, servicePrincipal, action, resourceArn, ""),
            };
        }
    }

    /// <param name="roleArn">The role; one that is not declared cannot be assumed.</param>
    /// <param name="sourceArn">The resource for which the service acts (<c>aws:SourceArn</c>).</param>
    /// <param name="sourceAccount">That resource's account (<c>aws:SourceAccount</c>).</param>
    public bool MayAssume(string roleArn, string servicePrincipal, string? sourceArn, string? sourceAccount)
    {
        lock (_lock)
        {
            if (!_roles.TryGetValue(roleArn, out var role))
            {
                return false;
            }

            var context = Complete(null)
                .With("aws:SourceArn", sourceArn)
                .With("aws:SourceAccount", sourceAccount);
            return role.TrustPolicy.AllowsService(servicePrincipal, "sts:AssumeRole", roleArn, context);
        }
    }

    /// <summary>Assumes a role as a user of the account to whom IAM allows everything.</summary>
    /// <exception cref="PolicyException">The role is not declared, or does not trust the account.</exception>
    public Credentials AssumeAsUser(string roleArn, string sessionName)
    {
        lock (_lock)
        {
            var context = Complete(null);
            return !_roles.TryGetValue(roleArn, out var role)
                || role.TrustPolicy.Statements.Any(statement =>
                    statement.Principal!.MatchesAccount(accountId)
                    && statement.Covers("sts:AssumeRole", roleArn, context))
                    ? CredentialsFor(roleArn, sessionName)
                    : throw new PolicyException(
                        $"The trust policy of {roleArn} allows sts:AssumeRole to no user of the account {accountId}.");
        }
    }

    /// <summary>Assumes a role as a principal of another account.</summary>
    /// <returns>The session; null if the role does not trust the principal with that external id.</returns>
    public Caller? AssumeFromOutside(string roleArn, string principalArn, string externalId, string sessionName)
    {
        lock (_lock)
        {
            var context = Complete(null).With("sts:ExternalId", externalId);
            return _roles.TryGetValue(roleArn, out var role)
                && role.TrustPolicy.Statements.Any(statement =>
                    statement.Principal!.Aws.Contains(principalArn)
                    && statement.Covers("sts:AssumeRole", roleArn, context))
                    ? Find(CredentialsFor(roleArn, sessionName).AccessKeyId)
                    : null;
        }
    }

    private static IEnumerable<(string Policy, PolicyStatement Statement)> StatementsOf(Role role) =>
        role.Policies.SelectMany(policy => policy.Value.Statements.Select(statement => (policy.Key, statement)));

    private bool IsLeftToTheAccount(string action, string keyArn, RequestContext context) =>
        ResourceStatements(action, keyArn, context)
            .Any(statement => statement.Allows && statement.Principal!.MatchesAccount(accountId));

    private IEnumerable<PolicyStatement> ResourceStatements(string action, string arn, RequestContext context) =>
        _resourcePolicies
            .Where(policy => arn == policy.Key || arn.StartsWith(policy.Key + "/", StringComparison.Ordinal))
            .SelectMany(policy => policy.Value.Statements)
            .Where(statement => statement.Covers(action, arn, context));

    // Plain HTTP on the loopback interface counts as TLS.
    private static RequestContext Complete(RequestContext? context) =>
        (context?.Copy() ?? new RequestContext()).WithDefault("aws:SecureTransport", "true");

    private static void Expect(
        PolicyDocument policy, string name, Func<PolicyStatement, bool> isJudged, string expected)
    {
        if (policy.Statements.FirstOrDefault(statement => !isJudged(statement)) is { } other)
        {
            throw new PolicyException($"{name}, statement {other.Label}: the twin does not judge it: {expected}.");
        }
    }

    private Decision Refuse(string principal, string action, string resource, string because)
    {
        lock (_lock)
        {
            var call = (principal, action, resource);
            _denied[call] = _denied.GetValueOrDefault(call) + 1;
        }

        OnRefused($"IAM refused {action} on {resource} to {principal}.");

        return new Decision(false, principal, action, resource, because);
    }
}
