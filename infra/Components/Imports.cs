using Infra.Policies;
using Pulumi.Aws.Iam;

namespace Infra.Components;

internal sealed record ImportsArgs(string Name, AwsAccount Account, LakeBucket RawBucket);

/// <summary>The role with which a person imports plays of the account's own export: it creates objects of the import
/// and requests to publish it, and reads, lists and deletes nothing. Whom the account allows <c>sts:AssumeRole</c> may
/// take it.</summary>
internal sealed class Imports : ComponentResource
{
    public Imports(string name, ImportsArgs args, ComponentResourceOptions? options = null)
        : base(ImportsType.Name, name, options)
    {
        Role = new ServiceRole(
            $"{args.Name}-import",
            IamStatement.TrustAccount(args.Account),
            args.Account,
            this,
            fixedName: null,
            [
                .. args.RawBucket.AllowWriteBelow("WriteImports", ImportZone.Prefix),
                .. args.RawBucket.AllowWriteBelow(
                    "RequestPublication", PublicationRequest.KeysOf(PublicationRequest.Import)),
            ]).Role;

        RegisterOutputs(new Dictionary<string, object?> { ["role"] = Role.Name });
    }

    public Role Role { get; }
}

/// <summary>The type of the component, by which the twin finds its role.</summary>
public static class ImportsType
{
    public const string Name = "spotify:lake:Imports";
}
