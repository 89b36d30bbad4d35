using Twin.Cli.Permissions.Proof;

namespace Twin.Tests.Cli.Permissions;

public sealed class PermissionProofTests
{
    [Fact]
    public async Task Each_permission_is_needed_or_is_on_the_list_and_a_removed_one_is_missed_by_its_name()
    {
        using var output = new StringWriter();
        var proof = new PermissionProof(ProvedRun.All, InProcessFunctions.Instance, output);

        await proof.MeasureAsync(Cancel);
        Assert.Empty(proof.Contradictions);

        foreach (var grant in (Grant[])
        [
            .. proof.OfResources,
            new("extract", "KeepRefreshToken", "ssm:PutParameter"),
            new("transform", "WriteTables", "s3:PutObject"),
            new("transform", "ReadRawZoneKey", "kms:Decrypt"),
        ])
        {
            await proof.RemoveAsync(grant, Cancel);
        }

        Assert.Empty(proof.Contradictions);
    }
}
