using Twin.Cli.Reports;

namespace Twin.Cli.Comparison;

internal static class DeclaredPolicies
{
    public static bool IsPolicy(JsonNode? input) => input is JsonObject policy && policy["Statement"] is not null;

    /// <summary>All statements by their holder: the role that has the policies, or the resource that they protect. The
    /// policy of a role in which a statement is written does not matter.</summary>
    public static ILookup<string, ComparedStatement> From(StackRecord stack) => stack.Resources
        .SelectMany(Statements)
        .ToLookup(pair => pair.Holder, pair => pair.Statement, StringComparer.Ordinal);

    private static IEnumerable<(string Holder, ComparedStatement Statement)> Statements(
        StackRecord.ResourceRecord resource)
    {
        switch (resource.Type)
        {
            case "aws:lambda/permission:Permission":
                return [(HolderOf(resource, ""), PermissionOf(resource))];
            case "aws:iam/rolePolicyAttachment:RolePolicyAttachment":
                return [(HolderOf(resource, ""), ManagedPolicyOf(resource))];
            default:
                return
                    from property in resource.Inputs
                    where IsPolicy(property.Value)
                    from statement in ObjectsOf(property.Value!["Statement"])
                    select (HolderOf(resource, property.Key), ComparedStatement.Read(statement));
        }
    }

    // A policy with one statement may have it without a list.
    private static IEnumerable<JsonObject> ObjectsOf(JsonNode? statements) => statements switch
    {
        JsonArray list => list.OfType<JsonObject>(),
        JsonObject one => [one],
        _ => [],
    };

    private static string HolderOf(StackRecord.ResourceRecord resource, string property)
    {
        string? Input(string name) => resource.Inputs[name] is { } value
            && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

        var kind = resource.Type.Split(':')[^1];
        return (kind, property) switch
        {
            ("RolePolicy" or "RolePolicyAttachment", _) => $"role {Input("role") ?? resource.Name}",
            ("Role", "assumeRolePolicy") => $"role {Input("name") ?? resource.Name}, who may assume it",
            ("Permission", _) => $"function {Input("function") ?? resource.Name}",
            ("BucketPolicy", _) => $"bucket {Input("bucket") ?? resource.Name}",
            _ => $"{kind} {resource.Name}",
        };
    }

    // Lambda adds it to the function's own policy as a statement.
    private static ComparedStatement PermissionOf(StackRecord.ResourceRecord permission)
    {
        var elements =
            from property in permission.Inputs
            where property.Key is not ("function" or "statementId" or "statementIdPrefix")
            let element = property.Key switch
            {
                "action" => ComparedStatement.Action,
                "principal" => ComparedStatement.Principal,
                var condition => $"{ComparedStatement.Condition}{condition}",
            }
            select KeyValuePair.Create(element, ComparedStatement.SetOf([TextOf(property.Value)]));
        return new ComparedStatement(
            permission.Name, Allows: true, elements.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    private static ComparedStatement ManagedPolicyOf(StackRecord.ResourceRecord attachment) => new(
        attachment.Name,
        Allows: true,
        ImmutableSortedDictionary<string, ImmutableSortedSet<string>>.Empty.Add(
            ComparedStatement.Action, ComparedStatement.SetOf([$"all of {TextOf(attachment.Inputs["policyArn"])}"])));

    private static string TextOf(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node?.ToJsonString() ?? "";
}
