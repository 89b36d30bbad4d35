namespace Twin.Tests.Aws.Glue;

/// <summary>The declaration of Iceberg tables, and what Glue or Athena would refuse of it.</summary>
public sealed class IcebergDeclarationTests
{
    private const string Location = "s3://lake/analytics/days";

    [Fact]
    public void A_declared_table_has_typed_columns_and_a_location_with_a_slash()
    {
        var table = TableDeclaration.Read(TestIcebergTable.Days("lake", Location));
        Assert.Equal("s3://lake/analytics/days/", table.Location);
        Assert.Equal(
            ["string", "date", "bigint", "timestamp", "boolean", "double", "int"],
            table.Columns.Select(column => column.Type));
        Assert.Equal(
            new IcebergPartitionField("snapshot_date_month", "snapshot_date", "month"),
            Assert.Single(table.Iceberg!.Partition));
    }

    [Theory]
    [InlineData("s3://lake", "string", "identity", "its location s3://lake/ is a whole bucket")]
    [InlineData("https://lake/days", "string", "identity", "'https://lake/days' is not an S3 path")]
    [InlineData(Location, "decimal(10,2)", "identity",
        "the twin does not know the type 'decimal(10,2)' of the field 'a'")]
    [InlineData(Location, "string", "month", "a string has no month")]
    [InlineData(Location, "date", "bucket[16]", "the twin does not know the transform 'bucket[16]'")]
    [InlineData(Location, "date", "day", "the twin does not know the transform 'day' of the partition field 'part'")]
    public void What_cannot_be_a_table_is_refused(string location, string type, string transform, string expected) =>
        Assert.Contains(
            expected,
            RefusalOf(TestIcebergTable.Create("days", "lake", location, [("a", type)], ("part", 1, transform))),
            StringComparison.Ordinal);

    [Fact]
    public void Fields_have_names_in_lower_case_that_differ_and_partitions_name_a_field()
    {
        Assert.Contains(
            "the field 'Day' must have a name in lower case",
            RefusalOf(TestIcebergTable.Create("days", "lake", Location, [("Day", "date")])),
            StringComparison.Ordinal);
        Assert.Contains(
            "it has the name 'a' twice",
            RefusalOf(TestIcebergTable.Create("days", "lake", Location, [("a", "date"), ("a", "long")])),
            StringComparison.Ordinal);
        Assert.Contains(
            "names the field 7, which its schema does not have",
            RefusalOf(TestIcebergTable.Create("days", "lake", Location, [("a", "date")], ("part", 7, "month"))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_that_the_twin_does_not_know_is_refused_by_name()
    {
        var days = TestIcebergTable.Days("lake", Location);
        Assert.Contains("'format-version'", RefusalOf(With(days, "format-version", "3")), StringComparison.Ordinal);
        Assert.Contains(
            "cannot be 'orc'", RefusalOf(With(days, "write.format.default", "orc")), StringComparison.Ordinal);
        var kept = TableDeclaration.Read(With(days, IcebergRetention.MinimumSnapshots, "3"));
        Assert.Equal(3, IcebergRetention.From(kept.Iceberg!).Snapshots);
    }

    private static string RefusalOf(DeclaredResource table) =>
        Assert.Throws<RunFailedException>(() => TableDeclaration.Read(table)).Message;

    private static DeclaredResource With(DeclaredResource table, string property, string value)
    {
        string[] path = ["openTableFormatInput", "icebergInput", "icebergTableInput", "properties"];
        return table with { State = Set(table.State, path, Declared.Map((property, value))) };
    }

    private static ImmutableDictionary<string, object> Set(
        ImmutableDictionary<string, object> map, ReadOnlySpan<string> path, object value) => map.SetItem(
            path[0],
            path.Length == 1 ? value : Set((ImmutableDictionary<string, object>)map[path[0]], path[1..], value));
}
