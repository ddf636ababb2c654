// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
  name: "Echelle",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "echelle", targets: ["EchelleCommand"]),
    .library(name: "Echelle", targets: ["Echelle"]),
  ],
  // Exact versions, so that every build uses the versions that were tested.
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", exact: "1.5.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    // C: system libraries and the kernels.
    .systemLibrary(
      name: "CLAPACK", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "CKernels"),
    .target(name: "CPlatform"),
    .target(name: "CNoLocales"),

    // Escaping of text for JSON, HTML, LaTeX and other languages.
    .target(name: "Escaping", swiftSettings: swiftSettings),

    // Errors: what is wrong, why, and how to fix it.
    .target(name: "Diagnostics", dependencies: ["Escaping"], swiftSettings: swiftSettings),

    // Atomic writes of files and folders, and other system calls.
    .target(
      name: "Platform", dependencies: ["CPlatform", "Diagnostics", "Escaping"],
      swiftSettings: swiftSettings),

    // General mathematics, independent of scaling laws.
    .target(name: "LinearAlgebra", dependencies: ["CLAPACK"], swiftSettings: swiftSettings),
    .target(name: "Statistics", swiftSettings: swiftSettings),
    .target(
      name: "LeastSquares", dependencies: ["LinearAlgebra", "CKernels"],
      swiftSettings: swiftSettings),

    .target(
      name: "Formulas", dependencies: ["CKernels", "Diagnostics"], swiftSettings: swiftSettings),

    // Reading: from bytes to training runs.
    .target(
      name: "Tables", dependencies: ["CKernels", "CZlib", "Diagnostics", "Escaping", "Platform"],
      swiftSettings: swiftSettings),
    .target(
      name: "TrainingRuns",
      dependencies: [
        "Diagnostics", "Escaping", "Formulas", "Platform", "Tables",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: swiftSettings),
    .target(
      name: "TrainingLogs",
      dependencies: ["Diagnostics", "Escaping", "Platform", "Tables", "TrainingRuns"],
      swiftSettings: swiftSettings),
    .target(
      name: "Architectures", dependencies: ["Diagnostics", "Tables", "TrainingRuns"],
      swiftSettings: swiftSettings),

    // From training runs to laws, plans and reports.
    .target(
      name: "ScalingLaws",
      dependencies: [
        "Diagnostics", "Escaping", "Formulas", "LeastSquares", "LinearAlgebra", "Statistics",
        "Tables", "TrainingRuns",
      ],
      swiftSettings: swiftSettings),
    .target(
      name: "Inference",
      dependencies: [
        "Diagnostics", "Formulas", "LinearAlgebra", "ScalingLaws", "Statistics", "TrainingRuns",
      ],
      swiftSettings: swiftSettings),
    .target(
      name: "EnergyModel",
      dependencies: ["Architectures", "Diagnostics", "LinearAlgebra", "Statistics", "Tables"],
      swiftSettings: swiftSettings),
    .target(
      name: "Planning",
      dependencies: ["Diagnostics", "EnergyModel", "Inference", "ScalingLaws", "Statistics"],
      swiftSettings: swiftSettings),
    .target(
      name: "Studies",
      dependencies: [
        "Diagnostics", "EnergyModel", "Formulas", "LeastSquares", "LinearAlgebra", "Inference",
        "Planning",
        "ScalingLaws", "Statistics", "TrainingRuns",
      ],
      swiftSettings: swiftSettings),
    .target(
      name: "Documents",
      dependencies: [
        "Diagnostics",
        "Architectures", "EnergyModel", "Escaping", "Inference", "Planning", "Platform",
        "ScalingLaws",
        "Statistics", "Studies", "Tables", "TrainingLogs", "TrainingRuns",
      ],
      swiftSettings: swiftSettings),
    .target(
      name: "Reporting",
      dependencies: [
        "Documents",
        "Architectures", "Diagnostics", "EnergyModel", "Escaping", "Inference", "Planning",
        "Platform",
        "ScalingLaws", "Statistics", "Studies", "Tables", "TrainingLogs", "TrainingRuns",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("Report/Page/Resources")],
      swiftSettings: swiftSettings),
    .target(
      name: "Batch",
      dependencies: [
        "Documents",
        "Diagnostics", "Escaping", "LeastSquares", "LinearAlgebra", "Platform", "Reporting",
        "ScalingLaws", "Statistics", "Tables", "TrainingRuns",
      ],
      swiftSettings: swiftSettings),
    // The umbrella module for client programs: `import Echelle`.
    .target(
      name: "Echelle",
      dependencies: [
        "Diagnostics", "EnergyModel", "LeastSquares", "Planning", "ScalingLaws", "Statistics",
        "Studies", "TrainingLogs", "TrainingRuns",
      ],
      exclude: ["accelerators", "grids", "energy-assumptions"].map { "Resources/\($0)/README.md" },
      resources: [.process("Resources")],
      swiftSettings: swiftSettings),
    // Not named like its product: on case-insensitive disks the name would collide with Echelle.
    .executableTarget(
      name: "EchelleCommand",
      dependencies: [
        "Documents",
        "Architectures", "Batch", "CNoLocales", "Diagnostics", "Echelle", "EnergyModel",
        "Escaping", "Formulas", "LeastSquares", "Inference", "Planning", "Platform", "Reporting",
        "ScalingLaws",
        "Statistics", "Studies", "Tables", "TrainingLogs", "TrainingRuns",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swiftSettings),
    .executableTarget(
      name: "echelle-benchmark",
      dependencies: [
        "Diagnostics", "LeastSquares", "ScalingLaws", "Statistics", "Tables",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/EchelleBenchmark", swiftSettings: swiftSettings),

    .executableTarget(
      name: "echelle-fuzz",
      dependencies: [
        "LeastSquares",
        "Architectures", "Diagnostics", "EnergyModel", "Escaping", "Formulas", "Planning",
        "ProgramRunner", "Reporting", "ScalingLaws", "Statistics", "Studies", "Tables",
        "TrainingLogs", "TrainingRuns",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Fuzz", exclude: ["Documents"], swiftSettings: swiftSettings),
    .target(name: "CSpawn", path: "Tests/CSpawn"),
    .target(
      name: "ProgramRunner", dependencies: ["CSpawn"], path: "Tests/ProgramRunner",
      swiftSettings: swiftSettings),
    .target(
      name: "LoopbackServer", dependencies: ["ProgramRunner"], path: "Tests/LoopbackServer",
      swiftSettings: swiftSettings),
    // An example client of the library, run by a test.
    .executableTarget(
      name: "client-example", dependencies: ["Echelle"], path: "Tests/ClientProgram"),
    .testTarget(
      name: "EchelleTests",
      dependencies: [
        "client-example", "Diagnostics", "echelle-fuzz", "EchelleCommand", "Escaping",
        "LoopbackServer", "ProgramRunner", "Reporting", "Tables", "TrainingRuns",
      ],
      exclude: ["Golden", "SavedForms"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "ArchitecturesTests", dependencies: ["Architectures", "Diagnostics", "Tables"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "InferenceTests",
      dependencies: [
        "Diagnostics", "Inference", "SampleFits", "ScalingLaws", "Statistics", "Tables",
        "TrainingRuns",
      ],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "LibraryTests", dependencies: ["Echelle", "SampleFits"], swiftSettings: swiftSettings),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: swiftSettings),
    .testTarget(
      name: "PlatformTests", dependencies: ["CPlatform", "Platform"], swiftSettings: swiftSettings),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics"], swiftSettings: swiftSettings),
    .testTarget(
      name: "LinearAlgebraTests", dependencies: ["LinearAlgebra"], swiftSettings: swiftSettings),
    .testTarget(
      name: "LeastSquaresTests", dependencies: ["LeastSquares", "LinearAlgebra", "Statistics"],
      swiftSettings: swiftSettings),
    .target(
      name: "SampleFits", dependencies: ["ScalingLaws", "Statistics", "Tables", "TrainingRuns"],
      path: "Tests/SampleFits", swiftSettings: swiftSettings),
    .testTarget(
      name: "ScalingLawsTests",
      dependencies: [
        "Formulas",
        "Diagnostics", "LeastSquares", "SampleFits", "ScalingLaws", "Statistics", "Tables",
        "TrainingRuns",
      ],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "StudiesTests",
      dependencies: [
        "Diagnostics", "EnergyModel", "LeastSquares", "Planning", "SampleFits", "ScalingLaws",
        "Statistics", "Studies", "Tables", "TrainingRuns",
      ],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "PlanningTests",
      dependencies: [
        "Architectures", "Planning", "EnergyModel", "ScalingLaws", "Statistics", "Tables",
        "TrainingRuns",
      ],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "BatchTests",
      dependencies: [
        "Batch", "Diagnostics", "Documents", "Escaping", "Reporting", "ScalingLaws", "Tables",
        "TrainingRuns",
      ],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "DocumentsTests", dependencies: ["Documents", "ScalingLaws", "Statistics"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Architectures", "Documents", "EnergyModel", "Planning", "Reporting", "SampleFits",
        "ScalingLaws", "Statistics", "Studies", "Tables", "TrainingRuns",
      ],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "CertificationTests",
      dependencies: ["Diagnostics", "ScalingLaws", "Statistics", "Tables", "TrainingRuns"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "FormulasTests",
      dependencies: ["Diagnostics", "Formulas", "CKernels", "LeastSquares", "Statistics"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "TablesTests", dependencies: ["CZlib", "Diagnostics", "Escaping", "Tables"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "EnergyModelTests",
      dependencies: ["Architectures", "Diagnostics", "EnergyModel", "Statistics", "Tables"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "TrainingLogsTests",
      dependencies: ["Diagnostics", "Tables", "TrainingLogs", "TrainingRuns"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "TrainingRunsTests",
      dependencies: ["Diagnostics", "LoopbackServer", "Tables", "TrainingRuns"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "BenchmarkTests", dependencies: ["echelle-benchmark", "ProgramRunner"],
      swiftSettings: swiftSettings),
  ]
)
