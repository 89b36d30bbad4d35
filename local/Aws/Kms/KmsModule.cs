using System.Collections.Immutable;
using Local.Aws.Declaration;
using Local.Aws.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Local.Aws.Kms;

/// <summary>KMS: the stack's own keys, and who may use them.</summary>
internal sealed class KmsModule : AwsModule
{
    public override ImmutableArray<ResourceKind> Kinds => KmsResources.All;

    public override void Register(IServiceCollection services) => services.AddRunning<KmsService>();
}
