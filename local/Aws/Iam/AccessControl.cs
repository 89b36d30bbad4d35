namespace Local.Aws.Iam;

/// <summary>
/// IAM for the twin: roles, their sessions, and whether a session may do what it asks. Safe for concurrent use.
/// </summary>
/// <param name="accountId">The account that owns everything declared; twelve digits.</param>
public sealed class AccessControl(string accountId)
{
    private static readonly PolicyDocument Everything = PolicyDocument.Parse(
        """{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}""");

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Role> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PolicyDocument> _resourcePolicies = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<(string RoleArn, string SessionName), Credentials> _issued = [];
    private readonly Dictionary<string, IssuedSession> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string RoleArn, string Policy, string Statement), PermissionUse> _uses = [];
    private readonly Dictionary<(string Principal, string Action, string Resource), int> _denied = [];

    /// <summary>The account that owns everything declared.</summary>
    public string AccountId => accountId;

    /// <summary>Calls that were refused, in the order of their first refusal.</summary>
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

    /// <summary>What roles were allowed and never did, in the order of declaration.</summary>
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

    /// <summary>Declares a role.</summary>
    /// <exception cref="PolicyException">The ARN is taken, or a policy is not of the right kind.</exception>
    public void AddRole(Role role)
    {
        lock (_lock)
        {
            ExpectPrincipals(role.TrustPolicy, $"The trust policy of role {role.Name}");
            foreach (var (policy, statement) in StatementsOf(role))
            {
                if (statement.Resources is null || statement.Principal is not null)
                {
                    throw new PolicyException(
                        $"Policy {policy} of role {role.Name}, statement {statement.Label}: "
                        + "a role's policy names resources and no principal.");
                }
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

    /// <summary>Declares the policy of a resource: a bucket (its objects included) or a queue.</summary>
    /// <exception cref="PolicyException">The resource has one already, or a statement has no principal.</exception>
    public void AddResourcePolicy(string resourceArn, PolicyDocument policy)
    {
        ExpectPrincipals(policy, $"The policy of {resourceArn}");
        lock (_lock)
        {
            if (!_resourcePolicies.TryAdd(resourceArn, policy))
            {
                throw new PolicyException($"{resourceArn} has two policies; the second would replace the first.");
            }
        }
    }

    /// <summary>
    /// Declares the policy of a key. A key is the one resource that the account's own policies have no say over unless
    /// its policy gives them one ("Key policies in AWS KMS" in its guide).
    /// </summary>
    /// <exception cref="PolicyException">The key has one already, or a statement has no principal.</exception>
    public void AddKeyPolicy(string keyArn, PolicyDocument policy)
    {
        AddResourcePolicy(keyArn, policy);
        lock (_lock)
        {
            _keys.Add(keyArn);
        }
    }

    /// <summary>The session of whoever deploys the stack. IAM allows it everything.</summary>
    public Caller Deployer => Administrator("administrator", "pulumi");

    /// <summary>
    /// The session of somebody of the account to whom IAM allows everything: who deploys the stack, or asks Athena.
    /// Only a resource's own policy can refuse them something. The same one for the same names.
    /// </summary>
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

    /// <summary>
    /// Temporary credentials for a session of a role; the same ones for the same names, and others in every run.
    /// </summary>
    /// <exception cref="PolicyException">The role is not declared.</exception>
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

    /// <summary>Whose access key id this is; null where it is nobody's.</summary>
    public Caller? Find(string accessKeyId) => FindSession(accessKeyId)?.Caller;

    /// <summary>The session of an access key id; null where it is nobody's.</summary>
    public IssuedSession? FindSession(string accessKeyId)
    {
        lock (_lock)
        {
            return _sessions.GetValueOrDefault(accessKeyId);
        }
    }

    /// <summary>
    /// Whether the session that an access key id belongs to may do this. A refusal is recorded, and so is which
    /// permission an allowed call needed.
    /// </summary>
    public Decision Authorize(
        string accessKeyId, string action, string resourceArn, RequestContext? context = null) =>
        Find(accessKeyId) is { } caller
            ? Authorize(caller, action, resourceArn, context)
            : Refuse($"(unknown access key id {accessKeyId})", action, resourceArn, "because nobody has that key");

    /// <inheritdoc cref="Authorize(string, string, string, RequestContext?)"/>
    public Decision Authorize(Caller caller, string action, string resourceArn, RequestContext? context = null)
    {
        var full = Complete(context)
            .WithDefault("aws:PrincipalArn", caller.RoleArn)
            .WithDefault("aws:PrincipalAccount", caller.AccountId)
            .WithDefault("aws:PrincipalIsAWSService", "false")
            .WithDefault("aws:ViaAWSService", "false");
        lock (_lock)
        {
            var own = StatementsOf(_roles[caller.RoleArn])
                .Where(pair => pair.Statement.Covers(action, resourceArn, full))
                .ToList();
            var ofResource = ResourceStatements(action, resourceArn, full)
                .Where(statement => statement.Principal!.Matches(caller, denies: !statement.Allows))
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
                // Nobody declared what an administrator may do.
                _uses.GetValueOrDefault((caller.RoleArn, policy, statement.Label))?.Record(action, resourceArn);
            }

            return new Decision(true, caller.Arn, action, resourceArn, "");
        }
    }

    /// <summary>
    /// Whether an AWS service that acts for itself may do this: only the resource's own policy can allow it.
    /// </summary>
    /// <param name="servicePrincipal">For example <c>events.amazonaws.com</c>.</param>
    public Decision AuthorizeService(
        string servicePrincipal, string action, string resourceArn, RequestContext? context = null)
    {
        var full = Complete(context)
            .WithDefault("aws:PrincipalIsAWSService", "true")
            .WithDefault("aws:PrincipalServiceName", servicePrincipal);
        lock (_lock)
        {
            var statements = ResourceStatements(action, resourceArn, full)
                .Where(statement => statement.Principal!.Matches(servicePrincipal))
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

    /// <summary>Whether a service may assume a role, by the role's trust policy.</summary>
    /// <param name="roleArn">The role; one that is not declared may not be assumed.</param>
    /// <param name="servicePrincipal">For example <c>lambda.amazonaws.com</c>.</param>
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
            var statements = role.TrustPolicy.Statements
                .Where(statement => statement.Principal!.Matches(servicePrincipal)
                    && statement.Covers("sts:AssumeRole", roleArn, context))
                .ToList();
            return statements.Count > 0 && statements.TrueForAll(statement => statement.Allows);
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

    // Plain HTTP on the loopback interface plays the part of TLS.
    private static RequestContext Complete(RequestContext? context) =>
        (context?.Copy() ?? new RequestContext()).WithDefault("aws:SecureTransport", "true");

    private static void ExpectPrincipals(PolicyDocument policy, string name)
    {
        if (policy.Statements.FirstOrDefault(statement => statement.Principal is null) is { } statement)
        {
            throw new PolicyException($"{name}, statement {statement.Label}: names no Principal.");
        }
    }

    private Decision Refuse(string principal, string action, string resource, string because)
    {
        lock (_lock)
        {
            var call = (principal, action, resource);
            _denied[call] = _denied.GetValueOrDefault(call) + 1;
        }

        return new Decision(false, principal, action, resource, because);
    }
}
