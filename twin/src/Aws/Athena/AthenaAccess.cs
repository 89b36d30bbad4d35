using Twin.Aws.Athena.Statements;
using Twin.Aws.Athena.Tables;

namespace Twin.Aws.Athena;

/// <summary>IAM's decisions on calls of Athena and, for the caller of a query, of the Data Catalog.</summary>
/// <param name="region">The region of the work groups and of the catalog.</param>
/// <param name="otherwise">The undocumented behaviours of which the opposite is played.</param>
public sealed class AthenaAccess(AccessControl access, string region, AssumedOtherwise otherwise)
{
    /// <summary>Checks that the caller may call Athena.</summary>
    /// <exception cref="AthenaException">AccessDeniedException, in IAM's words.</exception>
    public void ExpectWorkGroup(Caller caller, string action, string workGroup) =>
        Expect(caller, action, Arn("athena", $"workgroup/{workGroup}"));

    /// <summary>Checks that the caller may read a table's description.</summary>
    /// <exception cref="AthenaException">AccessDeniedException, in IAM's words.</exception>
    public void ExpectTable(Caller caller, NamedTable table)
    {
        Expect(caller, "glue:GetDatabase", Catalog, Database(table));
        Expect(caller, "glue:GetTable", Catalog, Database(table), Table(table));
    }

    /// <summary>Checks that the caller may write a table's description: a commit to an Iceberg table does.</summary>
    /// <exception cref="AthenaException">AccessDeniedException, in IAM's words.</exception>
    public void ExpectUpdate(Caller caller, NamedTable table) =>
        Expect(caller, "glue:UpdateTable", Catalog, Database(table), Table(table));

    /// <summary>Checks that the caller may do the upkeep of tables.</summary>
    /// <exception cref="AthenaException">AccessDeniedException, in IAM's words.</exception>
    public void ExpectUpkeep(Caller caller)
    {
        Expect(caller, "glue:GetDatabases", Catalog);
        Expect(caller, "glue:GetDatabase", Catalog, DefaultDatabase);
        if (otherwise.Has(UndocumentedAthena.UpkeepPermissions))
        {
            Expect(caller, "glue:CreateDatabase", Catalog, DefaultDatabase);
        }
    }

    private string DefaultDatabase => Arn("glue", "database/default");

    private string Catalog => Arn("glue", "catalog");

    private string Database(NamedTable table) => Arn("glue", $"database/{table.Database}");

    private string Table(NamedTable table) => Arn("glue", $"table/{table.Database}/{table.Table.Name}");

    private string Arn(string service, string resource) => $"arn:aws:{service}:{region}:{access.AccountId}:{resource}";

    private void Expect(Caller caller, string action, params ReadOnlySpan<string> resources)
    {
        foreach (var resource in resources)
        {
            if (access.Authorize(caller, action, resource) is { IsAllowed: false } refused)
            {
                throw new AthenaException($"AccessDeniedException: {refused.Message}");
            }
        }
    }
}
