using Local.Aws.Iam;

namespace Local.Aws.Lambda;

/// <summary>Who may invoke which function, by the functions' resource policies.</summary>
internal sealed class LambdaPermissions(IEnumerable<LambdaPermissionStatement> permissions)
{
    private const string Invoke = "lambda:InvokeFunction";
    private readonly List<LambdaPermissionStatement> _permissions = [.. permissions];

    /// <summary>
    /// Whether a service may invoke a function for a resource of its own; if not, <paramref name="because"/> says
    /// what is missing.
    /// </summary>
    /// <param name="servicePrincipal">For example <c>s3.amazonaws.com</c>.</param>
    /// <param name="functionArn"><c>arn:aws:lambda:region:account:function:name</c>.</param>
    /// <param name="sourceArn">The bucket's or the rule's ARN.</param>
    /// <param name="sourceAccount">The account that owns it; null for a service that does not tell it.</param>
    /// <param name="because">Empty where it may.</param>
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
