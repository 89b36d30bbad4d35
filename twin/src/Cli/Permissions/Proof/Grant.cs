using Twin.Declaration.Policies;

namespace Twin.Cli.Permissions.Proof;

/// <summary>An action that a statement of a role's policy allows.</summary>
/// <param name="Role">The role's name without the stack's.</param>
/// <param name="Statement">The statement's Sid.</param>
internal sealed record Grant(string Role, string Statement, string Action)
{
    public override string ToString() => $"{Role} {Statement} {Action}";

    public static ImmutableHashSet<Grant> Of(DeclaredStack stack) => Of(stack, (_, _, _, _) => true);

    /// <summary>The permissions that no call of a run needed.</summary>
    public static ImmutableHashSet<Grant> Unused(DeclaredStack stack, RunRecord run)
    {
        var unused = run.UnusedPermissions.ToHashSet();
        return Of(stack, (role, statement, action, resources) => unused.Contains(
            new RunRecord.UnusedPermissionRecord(role, statement, action, resources)));
    }

    /// <summary>The stack without these permissions, and without the same ones of another statement of the
    /// role.</summary>
    public static DeclaredStack Without(DeclaredStack stack, IReadOnlySet<Grant> removed) => stack with
    {
        Resources =
        [
            .. stack.Resources.Select(resource => resource.Is(ResourceTypes.RolePolicy)
                ? Without(resource, removed)
                : resource).OfType<DeclaredResource>(),
        ],
    };

    private static DeclaredResource? Without(DeclaredResource policy, IReadOnlySet<Grant> removed)
    {
        var role = ShortName(policy.Text("role"));
        var document = JsonNode.Parse(policy.Text("policy"))!;
        var statements = document[nameof(Statement)]!.AsArray();
        var found = (
            from statement in statements
            let sid = statement["Sid"]!.GetValue<string>()
            from action in statement[nameof(Action)]!.AsArray()
            select (Statement: statement, Action: action, Same: WithoutName(statement) + action,
                IsRemoved: removed.Contains(new Grant(role, sid, action.GetValue<string>())))).ToList();

        // Each part of a lake that a role reads or writes has its own statement about the one key: they go together.
        var gone = found.Where(one => one.IsRemoved).Select(one => one.Same).ToHashSet();
        foreach (var (statement, action, _, _) in found.Where(one => gone.Contains(one.Same)))
        {
            statement[nameof(Action)]!.AsArray().Remove(action);
            if (statement[nameof(Action)]!.AsArray().Count == 0)
            {
                statements.Remove(statement);
            }
        }

        var text = document.ToJsonString();
        return statements.Count == 0 ? null : policy with
        {
            Inputs = policy.Inputs.SetItem("policy", text),
            State = policy.State.SetItem("policy", text),
        };
    }

    private static ImmutableHashSet<Grant> Of(
        DeclaredStack stack, Func<string, string, string, string, bool> isMeant) =>
    [
        .. from policy in stack.OfType(ResourceTypes.RolePolicy)
           let role = policy.Text("role")
           from statement in PolicyDocument.Parse(policy.Text("policy")).Statements
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

    private static string ShortName(string role) => role.Split('-', 3)[^1];
}
