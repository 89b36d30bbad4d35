using Twin.Declaration.Policies;

namespace Twin.Cli.Permissions.Proof;

/// <summary>An action that a statement of a policy allows or denies.</summary>
/// <param name="Owner">The name, without the stack's, of the role or the resource that the policy is of.</param>
/// <param name="Statement">The statement's Sid; of a function's permission, which has none, its kind.</param>
internal sealed record Grant(string Owner, string Statement, string Action)
{
    public override string ToString() => $"{Owner} {Statement} {Action}";

    /// <summary>The permissions of the roles' own policies.</summary>
    public static ImmutableHashSet<Grant> Of(DeclaredStack stack) => Of(stack, (_, _, _, _) => true);

    /// <summary>The permissions and denials of the other policies: those that say whom a role trusts, and those of
    /// resources.</summary>
    public static ImmutableHashSet<Grant> OfResources(DeclaredStack stack) =>
    [
        .. from resource in stack.Resources
           where !resource.Is(ResourceTypes.RolePolicy) && PropertyOf(resource) is not null
           from statement in PolicyOf(resource).Statements
           from action in statement.Actions
           select new Grant(OwnerOf(resource), statement.Label, action),
        .. stack.OfType(ResourceTypes.Permission).Select(OfPermission),
    ];

    /// <summary>The name without the stack's: a policy's is that of its role or resource.</summary>
    public static string OwnerOf(DeclaredResource resource) =>
        ShortName(resource.Is(ResourceTypes.RolePolicy) ? resource.Text("role") : resource.Name);

    public static PolicyDocument PolicyOf(DeclaredResource resource) =>
        PolicyDocument.Parse(resource.Text(PropertyOf(resource)!));

    /// <summary>The permissions that no call of a run needed.</summary>
    public static ImmutableHashSet<Grant> Unused(DeclaredStack stack, RunRecord run)
    {
        var unused = run.UnusedPermissions.ToHashSet();
        return Of(stack, (role, statement, action, resources) => unused.Contains(
            new RunRecord.UnusedPermissionRecord(role, statement, action, resources)));
    }

    /// <summary>The stack without these grants, and without the same ones of another statement of the
    /// policy.</summary>
    public static DeclaredStack Without(DeclaredStack stack, IReadOnlySet<Grant> removed) => stack with
    {
        Resources =
        [
            .. stack.Resources.Select(resource =>
                PropertyOf(resource) is { } property ? Without(resource, property, removed)
                : resource.Is(ResourceTypes.Permission) && removed.Contains(OfPermission(resource)) ? null
                : resource).OfType<DeclaredResource>(),
        ],
    };

    private static DeclaredResource? Without(DeclaredResource policy, string property, IReadOnlySet<Grant> removed)
    {
        var owner = OwnerOf(policy);
        var document = JsonNode.Parse(policy.Text(property))!;
        var statements = document[nameof(Statement)]!.AsArray();
        var found = (
            from statement in statements
            let sid = statement["Sid"]!.GetValue<string>()
            from action in statement[nameof(Action)]!.AsArray()
            select (Statement: statement, Action: action, Same: WithoutName(statement) + action,
                IsRemoved: removed.Contains(new Grant(owner, sid, action.GetValue<string>())))).ToList();

        // Each part of a lake that a role reads or writes has its own statement about the one key: they go together.
        var gone = found.Where(one => one.IsRemoved).Select(one => one.Same).ToHashSet();
        foreach (var (statement, action, _, _) in found.Where(one => gone.Contains(one.Same)))
        {
            if (policy.Is(ResourceTypes.Role))
            {
                // A role cannot trust nobody: it trusts a service that no stack uses.
                statement["Principal"] = new JsonObject { ["Service"] = "ec2.amazonaws.com" };
                continue;
            }

            statement[nameof(Action)]!.AsArray().Remove(action);
            if (statement[nameof(Action)]!.AsArray().Count == 0)
            {
                statements.Remove(statement);
            }
        }

        var text = document.ToJsonString();
        return statements.Count == 0 ? null : policy with
        {
            Inputs = policy.Inputs.SetItem(property, text),
            State = policy.State.SetItem(property, text),
        };
    }

    private static ImmutableHashSet<Grant> Of(
        DeclaredStack stack, Func<string, string, string, string, bool> isMeant) =>
    [
        .. from policy in stack.OfType(ResourceTypes.RolePolicy)
           let role = policy.Text("role")
           from statement in PolicyOf(policy).Statements
           from action in statement.Actions
           where isMeant(role, statement.Label, action, string.Join(", ", statement.Resources!))
           select new Grant(ShortName(role), statement.Label, action),
    ];

    private static string WithoutName(JsonNode statement)
    {
        var rest = statement.DeepClone().AsObject();
        rest.Remove("Sid");
        rest.Remove(nameof(Action));
        return rest.ToJsonString();
    }

    // The property that is a policy.
    private static string? PropertyOf(DeclaredResource resource) => resource.Type switch
    {
        ResourceTypes.Role => "assumeRolePolicy",
        ResourceTypes.RolePolicy or ResourceTypes.BucketPolicy or ResourceTypes.QueuePolicy
            or ResourceTypes.TopicPolicy or ResourceTypes.Key => "policy",
        _ => null,
    };

    private static Grant OfPermission(DeclaredResource permission) =>
        new(OwnerOf(permission), "Permission", permission.Text("action"));

    private static string ShortName(string name) => name.Split('-', 3)[^1];
}
