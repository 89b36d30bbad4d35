namespace Twin.Cli.Permissions;

/// <summary>The paths of a catalog table's location in its declaration.</summary>
internal static class TableLocation
{
    public const string OfIceberg = "openTableFormatInput.icebergInput.icebergTableInput.location";

    public static string Of(DeclaredResource table) =>
        table.OptionalText(OfIceberg) ?? table.Text("storageDescriptor.location");
}
