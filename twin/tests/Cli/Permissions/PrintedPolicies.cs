using Twin.Cli.Permissions;

namespace Twin.Tests.Cli.Permissions;

/// <summary>The printed policies as the policies of roles, on which the twin's IAM decides.</summary>
internal static class PrintedPolicies
{
    /// <summary>The seven characters that Pulumi adds to a name that the stack does not give.</summary>
    public const string Added = "-1a2b3c4";

    /// <summary>A stack of the repository with other settings.</summary>
    public static Task<DeclaredStack> LoadAsync(string stack, params (string Key, string Value)[] settings) =>
        StackLoader.LoadAsync(StackConfiguration.Read(PulumiProject.Folder, stack)
            .WithSecrets(Stacks.ClientSecret, Stacks.RefreshToken)
            .With(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))));

    public static PrintedPolicy Of(DeclaredStack stack, string name) =>
        Assert.Single(StackPolicies.Of(stack), policy => policy.Name == name);

    public static Func<string, string, RequestContext?, bool> Decisions(DeclaredStack stack, string name)
    {
        var access = new AccessControl(stack.AccountId);
        var caller = AddRole(access, Of(stack, name).Documents);
        return (action, resource, context) => access.Authorize(caller, action, resource, context).IsAllowed;
    }

    public static Caller AddRole(AccessControl access, IEnumerable<string> documents)
    {
        var arn = $"arn:aws:iam::{access.AccountId}:role/person";
        access.AddRole(new Role("person", arn, new PolicyDocument([]), documents.Index().ToDictionary(
            document => document.Index.ToString(CultureInfo.InvariantCulture),
            document => PolicyDocument.Parse(document.Item))));
        return access.Find(access.CredentialsFor(arn, "person").AccessKeyId)!;
    }
}
