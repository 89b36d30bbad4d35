namespace Twin.Cli.Permissions;

/// <summary>The policy of a role that runs <c>pulumi up</c>: what the provider calls for each declared resource, on the
/// resource alone where IAM can bind the action to it.</summary>
internal static class DeployPolicy
{
    private const string PutBoundary = "iam:PutRolePermissionsBoundary";

    // IAM compares the boundary of these calls with a condition.
    private static readonly ImmutableArray<string> Bounded = ["iam:CreateRole", "iam:PutRolePolicy", PutBoundary];

    public static IEnumerable<PrintedStatement> Of(DeclaredStack stack)
    {
        var arns = new ArnPatterns(stack);
        var types = stack.Resources
            .Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal))
            .GroupBy(resource => resource.Type)
            .OrderBy(type => type.Key, StringComparer.Ordinal)
            .Select(type => (Row: ActionTable.RowOf(type.Key), Resources: type.ToImmutableArray()))
            .ToList();
        return
        [
            .. types.SelectMany(type => Manage(stack, arns, type.Row, type.Resources)),
            .. Unbound(arns, types.SelectMany(type => type.Row.All)),
            .. PassRoles(arns, types.SelectMany(type => type.Resources.Select(resource => (type.Row, resource)))),
            .. WriteFirstMetadata(stack, arns),
            .. DeleteData(stack, arns),
            .. TaggedKey.Through(stack, ["s3", "ssm"], "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"),
        ];
    }

    private static IEnumerable<PrintedStatement> Manage(
        DeclaredStack stack, ArnPatterns arns, ResourceActions row, ImmutableArray<DeclaredResource> resources)
    {
        var sid = row.Type.Split(':')[^1];
        var actions = row.All.Where(action => !ActionTable.Unbound.ContainsKey(action)).ToList();
        if (row.Type == ResourceTypes.Key)
        {
            return [TaggedKey.Create(stack), TaggedKey.OfStack(stack, sid, actions.Except(["kms:CreateKey"]))];
        }

        if (row.Type == ResourceTypes.Alias)
        {
            // An alias takes the permission on the alias and on its key.
            return
            [
                PrintedStatement.Allow(sid, actions, OnAll(resources)),
                TaggedKey.OfStack(stack, "AliasedKey", actions),
            ];
        }

        var boundary = stack.OfType(ResourceTypes.Role)
            .Select(role => role.OptionalText("permissionsBoundary"))
            .FirstOrDefault(policy => policy is not null);
        var bounded = actions.Intersect(Bounded).ToList();
        return bounded.Count == 0 || boundary is null
            ? [PrintedStatement.Allow(sid, actions.Except([PutBoundary]), OnAll(resources))]
            :
            [
                PrintedStatement.Allow(sid, actions.Except(bounded), OnAll(resources)),
                PrintedStatement.Allow(sid + "Bounded", bounded, OnAll(resources))
                    .When("iam:PermissionsBoundary", boundary),
            ];

        IEnumerable<string> OnAll(IEnumerable<DeclaredResource> found) =>
            found.SelectMany(resource => row.On(arns, resource));
    }

    private static IEnumerable<PrintedStatement> Unbound(ArnPatterns arns, IEnumerable<string> actions) =>
        from action in actions.Distinct()
        where ActionTable.Unbound.ContainsKey(action)
        group action by ActionTable.Unbound[action](arns) into same
        orderby same.Key
        select PrintedStatement.Allow(
            same.Key == "*" ? "BoundToNoResource" : $"BoundToEach{Capitalized(same.Key.Split(':')[5])}", same, same.Key);

    private static IEnumerable<PrintedStatement> PassRoles(
        ArnPatterns arns, IEnumerable<(ResourceActions Row, DeclaredResource Resource)> found) =>
        from pair in found
        where pair.Row.PassesRole is { } role && pair.Resource.OptionalText(role.Property) is not null
        let passed = pair.Row.PassesRole!.Value
        group arns.Of(ResourceTypes.Role, pair.Resource, passed.Property) by passed.Service into roles
        orderby roles.Key
        select PrintedStatement.Allow($"PassRolesTo{Capitalized(roles.Key.Split('.')[0])}", ["iam:PassRole"], roles)
            .When("iam:PassedToService", roles.Key);

    // Assumption: iceberg-metadata.
    private static IEnumerable<PrintedStatement> WriteFirstMetadata(DeclaredStack stack, ArnPatterns arns)
    {
        var metadata = stack.OfType(ResourceTypes.CatalogTable)
            .Select(table => table.OptionalText(TableLocation.OfIceberg))
            .OfType<string>()
            .Select(location => $"{arns.Below(location)}metadata/*")
            .ToList();
        return metadata.Count > 0
            ? [PrintedStatement.Allow("WriteFirstMetadata", ["s3:GetObject", "s3:PutObject"], metadata)]
            : [];
    }

    private static IEnumerable<PrintedStatement> DeleteData(DeclaredStack stack, ArnPatterns arns)
    {
        var buckets = stack.OfType(ResourceTypes.Bucket)
            .Where(bucket => bucket.Flag("forceDestroy"))
            .Select(ArnPatterns.Of)
            .ToList();
        return buckets.Count == 0
            ? []
            :
            [
                PrintedStatement.Allow("FindData", ["s3:ListBucketVersions"], buckets),
                PrintedStatement.Allow(
                    "DeleteData",
                    ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"],
                    buckets.Select(bucket => bucket + "/*")),
            ];
    }

    private static string Capitalized(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
