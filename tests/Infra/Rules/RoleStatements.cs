namespace Tests.Infra.Rules;

internal static class RoleStatements
{
    public static IEnumerable<(DeclaredResource Role, PolicyStatement Statement)> From(DeclaredStack stack) =>
        from policy in stack.OfType(ResourceTypes.RolePolicy)
        from role in stack.OfType(ResourceTypes.Role)
        where role.PhysicalName == policy.Text("role")
        from statement in PolicyDocument.Parse(policy.Text("policy")).Statements
        select (role, statement);

    /// <summary>The roles that may write to a bucket, each with what it may write: the bucket's ARN and a
    /// prefix.</summary>
    public static IEnumerable<(string Role, string Prefix)> WritersOf(DeclaredStack stack, DeclaredResource bucket) =>
        from found in From(stack)
        where found.Statement.Actions.Contains("s3:PutObject")
        from resource in found.Statement.Resources!
        where resource.StartsWith(bucket.Arn + "/", StringComparison.Ordinal)
        select (found.Role.Arn, resource);

    /// <summary>The roles that may delete what others write below a prefix, and write nothing there.</summary>
    public static IEnumerable<string> DeletersOf(DeclaredStack stack, string prefix) =>
        from found in From(stack)
        where found.Statement.Actions.SequenceEqual(["s3:DeleteObject"])
            && found.Statement.Resources!.Contains(prefix)
        select found.Role.Arn;
}
