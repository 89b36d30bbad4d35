namespace Twin.Aws.Iam;

/// <summary>IAM: roles and their policies.</summary>
internal sealed class IamModule : AwsModule
{
    public override ImmutableArray<ResourceKind> Kinds => IamResources.All;
    public override ImmutableArray<Assumption> Undocumented => UndocumentedIam.All;

    public override IEnumerable<Edge> Edges(DeclaredStack stack) => IamGraph.Edges(stack);

    public override void Register(IServiceCollection services) =>
        services.AddSingleton(provider => RoleDeclaration.ReadAll(
            provider.GetRequiredService<DeclaredStack>(), provider.GetRequiredService<AssumedOtherwise>()));
}

internal static class UndocumentedIam
{
    public static readonly Assumption NewRoles = new(
        "new-roles", "services know a new role too late for the resource that uses it, and the provider gives up");

    public static ImmutableArray<Assumption> All { get; } = [NewRoles];
}
