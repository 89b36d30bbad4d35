using System.Collections.Immutable;
using Local.Aws.Declaration;
using Local.Aws.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Local.Aws.Iam;

/// <summary>IAM: roles and their policies.</summary>
internal sealed class IamModule : AwsModule
{
    public override ImmutableArray<ResourceKind> Kinds => IamResources.All;

    public override ImmutableArray<UndocumentedBehavior> Undocumented => UndocumentedIam.All;

    public override IEnumerable<Edge> Edges(DeclaredStack stack) => IamGraph.Edges(stack);

    public override void Register(IServiceCollection services) =>
        services.AddSingleton(provider => RoleDeclaration.ReadAll(
            provider.GetRequiredService<DeclaredStack>(), provider.GetRequiredService<AssumedOtherwise>()));
}
