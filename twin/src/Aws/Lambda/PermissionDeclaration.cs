using Twin.Declaration;

namespace Twin.Aws.Lambda;

/// <summary>The declared permissions of functions.</summary>
internal static class PermissionDeclaration
{
    /// <summary>Every declared permission.</summary>
    public static LambdaPermissions ReadAll(DeclaredStack stack) => new(
        stack.OfType(LambdaResources.Permission).Select(permission => new LambdaPermissionStatement(
            permission.Name,
            permission.Text("action"),
            permission.Text("function"),
            permission.Text("principal"),
            permission.OptionalText("sourceArn"),
            permission.OptionalText("sourceAccount"))));
}
