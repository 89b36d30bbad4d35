namespace Twin.Aws.Iam;

internal static class IamResources
{
    public static readonly ResourceKind Role = new(ResourceTypes.Role)
    {
        Billing = ResourceBilling.Free("IAM is free"),
        Outputs = inputs =>
        [
            ("name", inputs.Name),
            ("arn", inputs.GlobalArn("iam", $"role{PathOf(inputs)}{inputs.Name}")),
        ],
        Ignored = new Dictionary<string, string> { ["path"] = "a part of the role's ARN" },
    };

    public static readonly ResourceKind RolePolicy = new(ResourceTypes.RolePolicy)
    {
        Billing = ResourceBilling.Free("IAM is free"),
    };

    public static ImmutableArray<ResourceKind> All => [Role, RolePolicy];

    private static string PathOf(ResourceInputs inputs) => inputs.Properties.GetValueOrDefault("path") as string ?? "/";
}

internal static class IamGraph
{
    public static IEnumerable<Edge> Edges(DeclaredStack stack) =>
        from policy in stack.OfType(IamResources.RolePolicy)
        from role in stack.OfType(IamResources.Role)
        where role.PhysicalName == policy.Text("role")
        from user in stack.Resources
        where user.Kind?.RoleProperty is { } property && user.OptionalText(property) == role.Arn
        from statement in PolicyDocument.Parse(policy.Text("policy")).Statements
        where statement.Allows
        from action in statement.Actions
        from pattern in statement.Resources ?? []
        from resource in stack.Resources
        let flows = resource.Kind?.Flows ?? []
        where !flows.IsEmpty
            && (pattern == resource.Arn
                || pattern.StartsWith(resource.Arn + "/", StringComparison.Ordinal)
                || pattern == resource.Arn + ":*")
        from flow in flows
        where flow.Action == action
        select flow.ToTheRole ? new Edge(resource, user, flow.Label) : new Edge(user, resource, flow.Label);
}
