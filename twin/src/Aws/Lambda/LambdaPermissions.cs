namespace Twin.Aws.Lambda;

/// <summary>The permissions to invoke functions, from the functions' resource policies.</summary>
internal sealed class LambdaPermissions(IEnumerable<LambdaPermissionStatement> permissions)
{
    public const string Invoke = "lambda:InvokeFunction";

    private readonly List<LambdaPermissionStatement> _permissions = [.. permissions];

    /// <summary>If a service may not invoke a function, <paramref name="because"/> has the reason.</summary>
    /// <param name="functionArn"><c>arn:aws:lambda:region:account:function:name</c>.</param>
    /// <param name="sourceAccount">The account that owns it; null for a service that does not pass it.</param>
    public bool MayInvoke(
        string servicePrincipal, string functionArn, string sourceArn, string? sourceAccount, out string because)
    {
        var ofFunction = _permissions.Where(permission => Matches(permission, functionArn)).ToList();
        var allowed = ofFunction.Exists(permission =>
            PolicyStatement.ActionMatches(permission.Action, Invoke)
            && permission.Principal == servicePrincipal
            && (permission.SourceArn is null || Arn.Like(permission.SourceArn, sourceArn))
            && (permission.SourceAccount is null || permission.SourceAccount == sourceAccount));
        because = allowed
            ? ""
            : $"User: {servicePrincipal} is not authorized to perform: {Invoke} on resource: {functionArn} because no "
                + $"resource-based policy allows the {Invoke} action for {sourceArn} "
                + $"(declared for this function: {Describe(ofFunction)})";
        return allowed;
    }

    private static bool Matches(LambdaPermissionStatement permission, string functionArn) =>
        permission.Function == functionArn
        || functionArn.EndsWith(":function:" + permission.Function, StringComparison.Ordinal);

    private static string Describe(List<LambdaPermissionStatement> permissions) =>
        permissions.Count == 0
            ? "no aws:lambda/permission"
            : string.Join("; ", permissions.Select(permission =>
                $"{permission.StatementId}: {permission.Action} for {permission.Principal}, "
                + $"source {permission.SourceArn ?? "any"}, account {permission.SourceAccount ?? "any"}"));
}

/// <summary>A declared <c>aws:lambda/permission</c>: one statement of a function's resource policy.</summary>
/// <param name="Action">Usually <c>lambda:InvokeFunction</c>.</param>
/// <param name="SourceArn">The ARN of the resource that may invoke, with wildcards as in ArnLike. Null: any.</param>
/// <param name="SourceAccount">The account of that resource. Null: any.</param>
internal sealed record LambdaPermissionStatement(
    string StatementId,
    string Action,
    string Function,
    string Principal,
    string? SourceArn,
    string? SourceAccount);

internal static class PermissionDeclaration
{
    public static LambdaPermissions ReadAll(DeclaredStack stack) => new(
        stack.OfType(LambdaResources.Permission).Select(permission => new LambdaPermissionStatement(
            permission.Name,
            permission.Text("action"),
            permission.Text("function"),
            permission.Text("principal"),
            permission.OptionalText("sourceArn"),
            permission.OptionalText("sourceAccount"))));
}
