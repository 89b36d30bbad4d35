using Twin.Tests.Aws.Iam;

namespace Twin.Tests.Aws.Kms;

internal static class Keys
{
    public const string Arn = $"arn:aws:kms:eu-central-1:{Policies.Account}:key/{Id}";

    private const string Id = "1234abcd-12ab-34cd-56ef-1234567890ab";
    private const string OtherId = "00000000-12ab-34cd-56ef-1234567890ab";
    public static readonly CustomerManagedKey Data = new(Id, Arn);

    public static readonly CustomerManagedKey Other =
        new(OtherId, $"arn:aws:kms:eu-central-1:{Policies.Account}:key/{OtherId}");

    /// <summary>The policy that AWS gives to a key that is made without one: IAM's policies decide.</summary>
    public static readonly PolicyDocument LeftToIam = Policies.Create(
        $$"""
        {"Effect": "Allow", "Action": "kms:*", "Resource": "*",
         "Principal": {"AWS": "arn:aws:iam::{{Policies.Account}}:root"} }
        """);
}
